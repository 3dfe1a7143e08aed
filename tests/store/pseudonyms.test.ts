import { describe, expect, test } from 'vitest';
import { createPseudonyms } from '../../gateway/adapters/pseudonyms.ts';
import type { Caller } from '../../gateway/vocabulary/caller.ts';
import { citizen, worker } from '../rooms/audit-walk-end.ts';
import { CHILD, MOTHER, OTHER_TEAM, SAFE_HOME, sampleWorld, TEAM } from './sample-world.ts';

const pseudonyms = createPseudonyms(Buffer.alloc(32, 1));

describe('a pseudonym', () => {
  test('of a professional is the same at the same holder and another at another', () => {
    const one = pseudonyms.professional(worker, OTHER_TEAM);
    expect(pseudonyms.professional(worker, OTHER_TEAM)).toBe(one);
    expect(pseudonyms.professional({ ...worker, role: 'TEAM_LEAD' }, OTHER_TEAM)).toBe(one);
    expect(pseudonyms.professional(worker, SAFE_HOME)).not.toBe(one);
    expect(one).toMatch(/^[A-Za-z0-9_-]{27}$/);
  });

  test('tells two professionals of two organisations apart, though both issuers call them the same', () => {
    const other = sampleWorld.registrations.find(({ organisation }) => organisation.oin === OTHER_TEAM);
    if (other === undefined) throw new Error('the sample world has another team');
    const namesake: Caller = { ...worker, organisation: other.organisation };
    expect(pseudonyms.professional(namesake, SAFE_HOME)).not.toBe(pseudonyms.professional(worker, SAFE_HOME));
  });

  test('of a data subject is of the person, and does not hold the BSN', () => {
    expect(pseudonyms.subject(CHILD)).not.toBe(pseudonyms.subject(MOTHER));
    expect(pseudonyms.professional(citizen, TEAM)).not.toContain(citizen.bsn);
  });

  test('of another installation is another', () => {
    expect(createPseudonyms(Buffer.alloc(32, 2)).subject(CHILD)).not.toBe(pseudonyms.subject(CHILD));
  });
});
