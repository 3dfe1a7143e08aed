// Consent that changes while a request is on its way: asked again only when something changed, and only ever narrower.
import { describe, expect, it } from 'vitest';
import { narrow, narrowFacts } from '../../gateway/fetch/narrow.ts';
import { createRecheck } from '../../gateway/fetch/recheck.ts';
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { claimFact } from '../../schema/facts-format.ts';
import { caseId, localDate } from '../../schema/identifiers.ts';
import { askedOf, CHILD, cells, OTHER_TEAM, PARENT, TEAM, VT } from '../rooms/fetch-situation.ts';

const keysOf = (asked: Asked) => [...asked.asked.keys()];
const day = (text: string) => localDate.parse(text);

describe('narrow', () => {
  it('keeps what is in both, and opens nothing that was not asked before', () => {
    const before = askedOf([...cells(CHILD, TEAM, 'PLAN', 'SUPPORT'), ...cells(PARENT, TEAM, 'PLAN')]);
    const now = askedOf([...cells(CHILD, TEAM, 'PLAN', 'JOURNAL'), ...cells(CHILD, OTHER_TEAM, 'PLAN')]);
    const narrowed = narrow(before, now);
    expect(keysOf(narrowed)).toEqual([`${CHILD}|${TEAM}|PLAN`]);
    expect([...narrowed.opened]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
    expect([...narrowed.decision.cells.keys()]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
  });

  it('takes the narrower of period, fields, origins and hiding', () => {
    const cell = { subject: CHILD, holder: TEAM, category: 'PLAN' } as const;
    const before = askedOf([
      {
        ...cell,
        opened: { period: { from: day('2024-01-01'), until: null }, fields: ['Plan.status', 'Plan.kind'] },
        origins: [VT, OTHER_TEAM],
      },
    ]);
    const now = askedOf([
      {
        ...cell,
        opened: {
          period: { from: day('2023-01-01'), until: day('2026-01-01') },
          fields: ['Plan.kind', 'Plan.validFrom'],
        },
        origins: [VT],
        withoutLocating: true,
      },
    ]);
    expect([...narrow(before, now).asked.values()]).toMatchObject([
      {
        opened: { period: { from: '2024-01-01', until: '2026-01-01' }, fields: ['Plan.kind'] },
        origins: [VT],
        withoutLocating: true,
      },
    ]);
    expect([...narrow(now, before).asked.values()]).toMatchObject([
      {
        opened: { period: { from: '2024-01-01', until: '2026-01-01' }, fields: ['Plan.kind'] },
        origins: [VT],
        withoutLocating: true,
      },
    ]);
  });

  it('what Household.access tells is narrowed alike', () => {
    const before = askedOf(cells(CHILD, TEAM, 'PLAN', 'SUPPORT'));
    const now = askedOf(cells(CHILD, TEAM, 'PLAN', 'JOURNAL'));
    expect([...narrow(before, now).decision.all.keys()]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
    const wide = { ...before, decision: { ...before.decision, all: new Map(before.decision.cells) } } as Asked;
    expect([...narrow(wide, now).decision.all.keys()]).toEqual([`${CHILD}|${TEAM}|PLAN`]);
  });

  it('a cell that is shielded now stays opened and is not asked', () => {
    const before = askedOf(cells(CHILD, TEAM, 'PLAN'));
    const now = askedOf([{ subject: CHILD, holder: TEAM, category: 'PLAN', asked: false }]);
    const narrowed = narrow(before, now);
    expect([keysOf(narrowed), [...narrowed.opened]]).toEqual([[], [`${CHILD}|${TEAM}|PLAN`]]);
  });
});

describe('the claims of a case', () => {
  const OWN = caseId.parse('own-case');
  const ELSEWHERE = caseId.parse('other-case');
  const claim = (number: string, more: object = {}) =>
    claimFact.parse({
      kind: 'SUPERVISION_ORDER',
      number,
      date: '2026-01-01',
      about: null,
      recordedBy: 'colleague',
      reviewedBy: null,
      contested: false,
      from: '2026-01-01',
      until: null,
      ...more,
    });
  const stating = (claims: Readonly<Record<string, readonly ReturnType<typeof claim>[]>>) =>
    ({ cases: new Map(Object.entries(claims).map(([id, some]) => [id, { id, claims: some }])) }) as unknown as Facts; // Stands for gather.

  it('are those that count before and now, with the shorter end, and none of a case that is no longer own', () => {
    const before = stating({
      [OWN]: [claim('1'), claim('2'), claim('3')],
      [ELSEWHERE]: [claim('4')],
    });
    const now = stating({ [OWN]: [claim('3', { until: '2026-12-31' }), claim('1'), claim('5')] });
    const narrowed = narrowFacts(before, now);
    expect(narrowed.cases.get(OWN)?.claims.map(({ number, until }) => [number, until])).toEqual([
      ['1', null],
      ['3', '2026-12-31'],
    ]);
    expect(narrowed.cases.get(ELSEWHERE)?.claims).toEqual([]);
    expect(
      narrowFacts(now, before)
        .cases.get(OWN)
        ?.claims.map(({ number, until }) => [number, until]),
    ).toEqual([
      ['3', '2026-12-31'],
      ['1', null],
    ]);
  });
});

describe('recheck', () => {
  const before = askedOf(cells(CHILD, TEAM, 'PLAN'));
  const after = askedOf(cells(CHILD, TEAM, 'SUPPORT'));
  const facts = (consentVersion: bigint) => ({ consentVersion, cases: new Map() }) as unknown as Facts; // Stands for gather.

  it('does nothing while nothing changed', async () => {
    const recheck = createRecheck({ consentVersion: async () => 1n }, before, facts(1n), () =>
      Promise.reject(new Error('not needed')),
    );
    const stands = await recheck();
    expect(isRefusal(stands) ? stands : stands.asked).toBe(before);
  });

  it('asks again once per change', async () => {
    let anew = 0;
    const recheck = createRecheck({ consentVersion: async () => 2n }, before, facts(1n), async () => {
      anew += 1;
      return { facts: facts(2n), asked: after };
    });
    const first = await recheck();
    expect(isRefusal(first) ? first : keysOf(first.asked)).toEqual([]);
    expect(await recheck()).toBe(first);
    expect(anew).toBe(1);
  });

  it('what closed once in a request stays closed in it', async () => {
    let version = 2n;
    const recheck = createRecheck({ consentVersion: async () => version }, before, facts(1n), async () => ({
      facts: facts(version),
      asked: version === 2n ? after : before,
    }));
    await recheck();
    version = 3n;
    const again = await recheck();
    expect(isRefusal(again) ? again : keysOf(again.asked)).toEqual([]);
  });

  it('a store that cannot be read is a refusal, never the old answer', async () => {
    const recheck = createRecheck(
      { consentVersion: () => Promise.reject(new Error('down')) },
      before,
      facts(1n),
      async () => ({ facts: facts(1n), asked: before }),
    );
    expect(await recheck()).toMatchObject({ kind: 'REFUSAL', code: 'GATEWAY_STALE' });
  });

  it('facts that cannot be gathered again are a refusal too', async () => {
    const recheck = createRecheck({ consentVersion: async () => 2n }, before, facts(1n), () =>
      Promise.reject(new Error('down')),
    );
    expect(await recheck()).toMatchObject({ code: 'GATEWAY_STALE' });
  });
});
