// Whose request it is: the same person in another role, from the organisation that asked, or from where the asker comes from.
import { describe, expect, test } from 'vitest';
import type { ProfessionalCaller } from '../../gateway/vocabulary/caller.ts';
import { oin, professionalId } from '../../schema/identifiers.ts';
import { isOwnRequest } from '../../subgraphs/access/acts/release/members.ts';

const VT = oin.parse('00000000000000000031');
const TEAM = oin.parse('00000000000000000021');
const RVDK = oin.parse('00000000000000000041');
const organisation = (at: typeof VT) => ({ oin: at, kind: 'LOCAL_TEAM_PROVIDER' as const, name: 'x', region: null });

function callerAs(professional: string, at: typeof VT, mother: typeof VT | null): ProfessionalCaller {
  const made: Omit<ProfessionalCaller, symbol> = {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse(professional),
    organisation: organisation(at),
    motherOrganisation: mother === null ? null : organisation(mother),
    role: 'FIXED_CONTACT',
    assurance: 'high',
    client: 'test',
  };
  // Only authenticate makes a caller; here a test does.
  return made as ProfessionalCaller;
}
const asked = (by: string, mother: typeof VT | null) => ({
  askedBy: professionalId.parse(by),
  motherOrganisation: mother,
  recipient: VT,
});

describe('A request is one own', () => {
  test.each([
    ['to the same person in another role', callerAs('floor', TEAM, null), asked('floor', null)],
    ['to somebody who comes from the organisation that asked', callerAs('joke', TEAM, VT), asked('floor', null)],
    ['to somebody from the same mother organisation as the asker', callerAs('joke', TEAM, RVDK), asked('floor', RVDK)],
  ])('%s', (_whose, caller, request) => {
    expect(isOwnRequest(caller, request)).toBe(true);
  });

  test.each([
    ['to a colleague of the holder', callerAs('karin', TEAM, null), asked('floor', null)],
    ['to a colleague of the holder, where the asker was seconded', callerAs('karin', TEAM, null), asked('floor', RVDK)],
    ['to somebody seconded from elsewhere', callerAs('joke', TEAM, RVDK), asked('floor', null)],
  ])('and not %s', (_whose, caller, request) => {
    expect(isOwnRequest(caller, request)).toBe(false);
  });
});
