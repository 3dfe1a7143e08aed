// GET /demo/policy and /demo/names: the law rows and rules that decide now, and the Dutch terms of the closed lists. Demo only; no
// person stands in any of it.
import type { FastifyInstance } from 'fastify';
import { CAPACITIES, CUSTODY_CAPACITIES } from '../../schema/names/capacity.ts';
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { WITHHELD_CODES } from '../../schema/names/codes.ts';
import { OUTCOMES, REGIMES, SOURCE_STATUSES, VIAS } from '../../schema/names/decision.ts';
import { ORGANISATION_KINDS } from '../../schema/names/organisation-kind.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import type { PolicySet } from '../vocabulary/ports.ts';

const NAMES = {
  capacities: { ...CAPACITIES, ...CUSTODY_CAPACITIES },
  caseKinds: CASE_KINDS,
  categories: CATEGORIES,
  claims: CLAIM_KINDS,
  codes: WITHHELD_CODES,
  householdKinds: HOUSEHOLD_KINDS,
  organisations: ORGANISATION_KINDS,
  outcomes: OUTCOMES,
  purposes: PURPOSES,
  regimes: REGIMES,
  roles: ROLES,
  sources: SOURCE_KINDS,
  statuses: SOURCE_STATUSES,
  vias: VIAS,
};

/** `policy`: the version in force at the moment of asking. */
export function servePolicy(server: FastifyInstance, policy: () => PolicySet): void {
  server.get('/demo/policy', async () => {
    const { version, law, rules, purposes } = policy();
    return { version, law, rules, purposes };
  });
  server.get('/demo/names', async () => NAMES);
}
