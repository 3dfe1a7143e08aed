// The store's read side (port Store): who and about whom in; what was given, what is shielded and the version out, each in one round trip.
import { z } from 'zod';
import { caseId, oin } from '../../../schema/identifiers.ts';
import type { GivenToCaller, Store } from '../../vocabulary/ports.ts';
import {
  contestedClaim,
  type StoredClaim,
  type StoredConsent,
  storedClaim,
  storedConsent,
  storedNecessity,
  storedRelease,
  storedRequest,
  storedRestriction,
} from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import { inTime, type Sql } from './connect.ts';
import { oneForAll } from './one-for-all.ts';
import { openClaim, openConsent, openContest, openShield, shieldSubject } from './sealed.ts';

const version = z.string().regex(/^\d+$/).transform(BigInt);
const versionRows = z.tuple([z.object({ version })]);
const sealedRow = z.looseObject({ id: z.string(), sealed: z.string() });
const givenRows = z.tuple([
  z.object({
    version,
    consents: z.array(sealedRow.extend({ holder: oin })),
    releases: z.array(storedRelease),
    requests: z.array(storedRequest),
    necessities: z.array(storedNecessity),
    claims: z.array(sealedRow.extend({ organisation: oin })),
    contested: z.array(z.object({ claim: z.string(), ownCase: caseId, organisation: oin, sealed: z.string() })),
    restrictions: z.array(storedRestriction),
  }),
]);
const shieldRows = z.array(z.object({ id: z.instanceof(Buffer), sealed: z.string() }));

/** A little more than the server's own limit for a statement. */
const PATIENCE_MS = 2_500;

/** `patience`: ms after which a read that is not answered is given up; every method then throws. */
export function createStore(sql: Sql, sealing: Sealing, patience: number = PATIENCE_MS): Store {
  const reads = readsOf(sql, sealing);
  const version = oneForAll(reads.consentVersion);
  return {
    givenTo: (...asked) => inTime(reads.givenTo(...asked), patience),
    shields: (about, today) => inTime(reads.shields(about, today), patience),
    consentVersion: () => inTime(version(), patience),
  };
}

function readsOf(sql: Sql, sealing: Sealing): Store {
  return {
    async givenTo(recipient, about, ownCases, asker = null) {
      const people = sql.array([...about]);
      const to = recipient === null ? sql`true` : sql`recipient = ${recipient}`;
      const cases = sql.array([...ownCases]);
      const [row] = givenRows.parse(
        await sql`
        SELECT (SELECT version FROM consent_version) AS version,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'about', about, 'holder', holder, 'recipient', recipient,
              'roles', roles, 'purposes', purposes, 'categories', categories, 'from', valid_from, 'until', valid_until,
              'textVersion', text_version, 'recordedOn', recorded_on, 'sealed', sealed, 'statements',
              (SELECT coalesce(json_agg(json_build_object('by', by_person, 'capacity', capacity, 'answer', answer,
                 'at', said_at) ORDER BY ordinal), '[]') FROM consent_statement WHERE consent = consent.id)) ORDER BY id), '[]')
            FROM consent WHERE about = ANY(${people}) AND ${to}) AS consents,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'about', about, 'holder', holder,
              'recipient', recipient, 'roles', roles, 'purposes', purposes, 'categories', categories, 'basis', basis,
              'from', valid_from, 'until', valid_until) ORDER BY id), '[]')
            FROM release WHERE recipient = ${recipient ?? asker} AND (about IS NULL OR about = ANY(${people}))) AS releases,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'about', about, 'holder', holder, 'recipient', recipient,
              'role', role, 'purpose', purpose, 'categories', categories, 'dueOn', due_on, 'until', wanted_until)
              ORDER BY id), '[]')
            FROM release_request WHERE recipient = ${recipient} AND about = ANY(${people})) AS requests,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'about', about, 'holder', holder, 'recipient', recipient,
              'purpose', purpose, 'category', category, 'code', code, 'from', valid_from, 'until', valid_until)
              ORDER BY id), '[]')
            FROM necessity WHERE recipient = ${recipient} AND about = ANY(${people})) AS necessities,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'organisation', organisation, 'ownCase', own_case,
              'about', about, 'kind', kind, 'date', stated_on, 'contested', contested, 'from', valid_from,
              'until', valid_until, 'sealed', sealed) ORDER BY id), '[]')
            FROM claim WHERE organisation = ${recipient} AND own_case = ANY(${cases})
              AND (about IS NULL OR about = ANY(${people}))) AS claims,
          (SELECT coalesce(json_agg(json_build_object('claim', encode(claim, 'hex'), 'ownCase', own_case,
              'organisation', organisation, 'sealed', sealed)), '[]')
            FROM claim_contest WHERE organisation = ${recipient} AND own_case = ANY(${cases})) AS contested,
          (SELECT coalesce(json_agg(json_build_object('id', id, 'about', about, 'organisation', organisation,
              'from', valid_from, 'until', valid_until) ORDER BY id), '[]')
            FROM restriction WHERE about = ANY(${people})
              AND ${recipient === null ? sql`true` : sql`organisation = ${recipient}`}) AS restrictions`,
      );
      return {
        ...row,
        consents: row.consents.map((one) => withSealedConsent(sealing, one)),
        claims: row.claims.map((one) => withSealedClaim(sealing, one)),
        contested: row.contested.map(({ claim, ownCase, organisation, sealed }) =>
          contestedClaim.parse({ ...openContest(sealing, organisation, claim, sealed), ownCase }),
        ),
      } satisfies GivenToCaller;
    },
    async shields(about, today) {
      if (about.length === 0) return [];
      const people = about.map((person) => shieldSubject(sealing, person).toString('hex'));
      const rows = shieldRows.parse(
        await sql`SELECT id, sealed FROM shield
          WHERE subject = ANY(ARRAY(SELECT decode(person, 'hex') FROM unnest(${people}::text[]) AS person)) ORDER BY id`,
      );
      return rows
        .map((row) => openShield(sealing, row.id, row.sealed))
        .filter(({ from, until }) => from <= today && (until === null || today <= until));
    },
    async consentVersion() {
      return versionRows.parse(await sql`SELECT version FROM consent_version`)[0].version;
    },
  };
}

function withSealedConsent(sealing: Sealing, row: z.infer<typeof sealedRow> & { holder: string }): StoredConsent {
  const { sealed, ...open } = row;
  return storedConsent.parse({ ...open, ...openConsent(sealing, row.id, row.holder, sealed) });
}

function withSealedClaim(sealing: Sealing, row: z.infer<typeof sealedRow> & { organisation: string }): StoredClaim {
  const { sealed, ...open } = row;
  return storedClaim.parse({ ...open, ...openClaim(sealing, row.id, row.organisation, sealed) });
}
