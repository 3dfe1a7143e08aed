// A later no on another form: what it closes of a consent that still stands, what it leaves, and what lifts it.
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../gateway/gather/refused-later.ts';
import { type StoredConsent, storedConsent } from '../../gateway/vocabulary/stored.ts';

const [CHILD, MOTHER] = ['child-of-the-case', 'mother-of-the-case'];
const NOW = Date.parse('2026-11-20T12:00:00+01:00');

function record(id: string, answers: readonly string[], more: Readonly<Record<string, unknown>> = {}): StoredConsent {
  return storedConsent.parse({
    id: `consent-${id}`,
    about: CHILD,
    holder: '00000000000000000002',
    recipient: '00000000000000000001',
    roles: ['FAMILY_WORKER'],
    purposes: ['SUPPORT_PLAN'],
    categories: ['PLAN', 'INVOLVEMENT'],
    from: '2026-01-01',
    until: '2026-12-31',
    textVersion: 'folder-1',
    evidence: 'form',
    recordedBy: 'colleague',
    recordedOn: '2026-03-10T10:00:00+01:00',
    statements: answers.map((text) => {
      const [by, answer, at] = text.split(' ');
      return { by: by === 'child' ? CHILD : MOTHER, capacity: 'SELF', answer, at };
    }),
    ...more,
  });
}

const MARCH = record('march', ['child GIVEN 2026-03-10T10:00:00+01:00', 'mother GIVEN 2026-03-10T10:00:00+01:00']);
/** `role purpose categories: who refused since`, for each part of the consent of March. */
const parts = (others: readonly StoredConsent[], consent: StoredConsent = MARCH) =>
  partsOf(consent, [consent, ...others], NOW).map(({ id, roles, purposes, categories, statements }) => {
    expect(id).toBe(consent.id);
    const added = statements
      .slice(consent.statements.length)
      .map(({ by, answer }) => `${by === CHILD ? 'child' : 'mother'} ${answer}`);
    return `${roles.join()} ${purposes.join()} ${categories.join()}: ${added.join() || 'nobody'}`;
  });
const WHOLE = ['FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: nobody'];
const no = (more: Readonly<Record<string, unknown>> = {}, answers = ['child REFUSED 2026-10-05T09:00:00+02:00']) =>
  record('october', answers, more);

describe('a consent that still stands', () => {
  it('is whole where nobody said no on another form, and where it stands alone', () => {
    expect(parts([])).toEqual(WHOLE);
    expect(parts([no({}, ['child GIVEN 2026-10-05T09:00:00+02:00'])])).toEqual(WHOLE);
  });

  it('is closed by a later no for what that names, and goes on for the rest', () => {
    expect(parts([no()])).toEqual(['FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED']);
    expect(parts([no({ categories: ['PLAN', 'HEALTH'] })])).toEqual([
      'FAMILY_WORKER SUPPORT_PLAN PLAN: child REFUSED',
      'FAMILY_WORKER SUPPORT_PLAN INVOLVEMENT: nobody',
    ]);
    const wide = { ...MARCH, roles: ['FAMILY_WORKER' as const, 'TEAM_LEAD' as const] };
    expect(parts([no()], wide)).toEqual([
      'FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED',
      'TEAM_LEAD SUPPORT_PLAN PLAN,INVOLVEMENT: nobody',
    ]);
  });

  it.each([
    ['about somebody else', { about: MOTHER }],
    ['at another holder', { holder: '00000000000000000003' }],
    ['to another organisation', { recipient: '00000000000000000004' }],
    ['for another role', { roles: ['TEAM_LEAD'] }],
    ['for another purpose', { purposes: ['SUPPORT_ACCESS'] }],
    ['for other categories', { categories: ['HEALTH'] }],
  ])('is not closed by a no %s', (_what, more) => {
    expect(parts([no(more)]).map((part) => part.split(': ')[1])).toEqual(['nobody']);
  });

  it('is not closed by an earlier no, by one that a later yes lifted, or by what is withdrawn elsewhere', () => {
    expect(parts([no({}, ['child REFUSED 2026-03-10T09:59:59+01:00'])])).toEqual(WHOLE);
    const lifted = record('november', ['child GIVEN 2026-11-01T09:00:00+01:00']);
    expect(parts([no(), lifted])).toEqual(WHOLE);
    expect(parts([no({}, ['child WITHDRAWN 2026-10-05T09:00:00+02:00'])])).toEqual(WHOLE);
  });

  it('is closed by a no of the same moment, by one that its term has outlived, and by that of each who said it', () => {
    expect(parts([no({}, ['child REFUSED 2026-03-10T10:00:00+01:00'])])).toEqual([
      'FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED',
    ]);
    expect(parts([no({ until: '2026-10-31' })])).toEqual([
      'FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED',
    ]);
    const both = ['child REFUSED 2026-10-05T09:00:00+02:00', 'mother REFUSED 2026-10-05T09:00:00+02:00'];
    expect(parts([no({}, both)])).toEqual([
      'FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED,mother REFUSED',
    ]);
  });

  it('is not closed, and no no is lifted, by what will be said', () => {
    expect(parts([no({}, ['child REFUSED 2026-11-21T09:00:00+01:00'])])).toEqual(WHOLE);
    const tomorrow = record('tomorrow', ['child GIVEN 2026-11-21T09:00:00+01:00']);
    expect(parts([no(), tomorrow])).toEqual(['FAMILY_WORKER SUPPORT_PLAN PLAN,INVOLVEMENT: child REFUSED']);
  });
});
