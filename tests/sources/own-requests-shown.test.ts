// Which of one's own requests stand in `me`: those at holders where what one allowed is asked too, about people who are in the view.
import { describe, expect, test } from 'vitest';
import type { OwnRequest } from '../../gateway/vocabulary/own-request.ts';
import { instant, localDate } from '../../schema/identifiers.ts';
import { createOwnRequestsShown } from '../../subgraphs/access/own-requests.ts';
import { askedOf, CASE, decisionOf, factsOf, opened, subjectIn } from '../rooms/audit-walk-end.ts';
import { CHILD, MOTHER, OTHER_TEAM, sampleWorld, TEAM } from '../store/sample-world.ts';

const self = { ...subjectIn(CASE, MOTHER), isCaller: true };
const request = (id: string, more: Partial<OwnRequest> = {}): OwnRequest => ({
  id,
  kind: 'CORRECTION',
  by: MOTHER,
  about: MOTHER,
  holder: TEAM,
  category: null,
  sentAt: instant.parse('2026-11-22T10:00:00Z'),
  dueOn: localDate.parse('2026-12-22'),
  text: 'Klopt niet.',
  state: 'SENT',
  answer: null,
  ...more,
});
const SENT = [request('own'), request('elsewhere', { holder: OTHER_TEAM }), request('child', { about: CHILD })];

async function shown({ holders = [TEAM], asker = MOTHER as typeof MOTHER | null, shielded = false } = {}) {
  const decision = decisionOf(holders.map((holder) => [self.key, holder, 'ACCESS', 'CONSENT_RECORD', opened]));
  const keys = [...decision.cells.keys()];
  const asked = {
    ...askedOf(decision),
    opened: new Set(keys),
    asked: new Map(shielded ? [] : keys.map((key) => [key, { opened, withoutLocating: false, origins: [] }])),
  };
  let reads = 0;
  const list = createOwnRequestsShown({ ...factsOf([self]), asker }, asked, {
    ownRequests: {
      ofPerson: async () => {
        reads += 1;
        return SENT;
      },
    },
    organisationOf: (oin) =>
      sampleWorld.registrations.find(({ organisation }) => organisation.oin === oin)?.organisation ?? null,
  });
  return { ids: (await list()).map(({ id }) => id), reads };
}

describe('one’s own requests', () => {
  test('stand there by holder, and without those about a child who is not in the view', async () => {
    expect(await shown()).toEqual({ ids: ['own'], reads: 1 });
    expect((await shown({ holders: [TEAM, OTHER_TEAM] })).ids).toEqual(['own', 'elsewhere']);
  });

  test('are not even read under a shield on the own view, or for whom the register does not know', async () => {
    expect(await shown({ shielded: true })).toEqual({ ids: [], reads: 0 });
    expect(await shown({ asker: null })).toEqual({ ids: [], reads: 0 });
  });
});
