// Writes a world: what a world file says of partners, issuers and what was given. Replaces what an earlier world wrote, in one
// transaction, and leaves every other row alone.
import postgres from 'postgres';
import type { IssuerRegistration, Registration } from '../../vocabulary/registration.ts';
import type {
  StoredClaim,
  StoredConsent,
  StoredNecessity,
  StoredRelease,
  StoredRestriction,
  StoredShield,
} from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Sql } from './connect.ts';
import { sealClaim, sealConsent, sealShield } from './sealed.ts';

export type World = {
  readonly registrations: readonly Registration[];
  readonly issuers: readonly IssuerRegistration[];
  readonly consents: readonly StoredConsent[];
  readonly releases: readonly StoredRelease[];
  readonly necessities: readonly StoredNecessity[];
  readonly claims: readonly StoredClaim[];
  readonly shields: readonly StoredShield[];
  readonly restrictions: readonly StoredRestriction[];
};

/** A row of the world cannot be written: it has the key of a row that is not the world's, or breaks a rule of the store. */
export class WorldRefused extends Error {
  constructor(table: string, rule: string) {
    super(`the world cannot be written: a row of "${table}" breaks the rule "${rule}"`);
    this.name = 'WorldRefused';
  }
}

const TABLES = ['partner', 'issuer', 'consent', 'release', 'necessity', 'claim', 'shield', 'restriction'] as const;
/** Rows in one insert: PostgreSQL takes 65,535 parameters. */
const CHUNK = 2000;

type Row = Readonly<Record<string, string | boolean | number | Buffer | readonly string[] | null>>;

/** Throws WorldRefused, with nothing written. */
export async function writeWorld(sql: Sql, sealing: Sealing, world: World): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`SELECT set_config('statement_timeout', '0', true)`;
      for (const table of TABLES) await tx`DELETE FROM ${tx(table)} WHERE origin = 'WORLD'`;
      const insert = async (table: string, rows: readonly Row[]): Promise<void> => {
        for (let at = 0; at < rows.length; at += CHUNK) {
          await tx`INSERT INTO ${tx(table)} ${tx(rows.slice(at, at + CHUNK))}`;
        }
      };
      for (const [table, rows] of Object.entries(rowsOf(sealing, world))) await insert(table, rows);
    });
  } catch (error) {
    // Class 23: a rule of the store. PostgreSQL's own text quotes values, so only the names are kept.
    if (error instanceof postgres.PostgresError && error.code.startsWith('23')) {
      throw new WorldRefused(error.table_name ?? 'unknown', error.constraint_name ?? error.code);
    }
    throw error;
  }
}

function rowsOf(sealing: Sealing, world: World): Readonly<Record<string, readonly Row[]>> {
  const origin = 'WORLD';
  return {
    partner: world.registrations.map((one) => ({ oin: one.organisation.oin, body: JSON.stringify(one), origin })),
    issuer: world.issuers.map((one) => ({ issuer: one.issuer, body: JSON.stringify(one), origin })),
    consent: world.consents.map((one) => ({
      id: one.id,
      about: one.about,
      holder: one.holder,
      recipient: one.recipient,
      roles: one.roles,
      purposes: one.purposes,
      categories: one.categories,
      valid_from: one.from,
      valid_until: one.until,
      text_version: one.textVersion,
      recorded_on: one.recordedOn,
      sealed: sealConsent(sealing, one),
      origin,
    })),
    consent_statement: world.consents.flatMap(({ id, statements }) =>
      statements.map(({ by, capacity, answer, at }, ordinal) => ({
        consent: id,
        ordinal,
        by_person: by,
        capacity,
        answer,
        said_at: at,
      })),
    ),
    release: world.releases.map(({ from, until, ...one }) => ({
      ...one,
      valid_from: from,
      valid_until: until,
      origin,
    })),
    necessity: world.necessities.map(({ from, until, ...one }) => ({
      ...one,
      valid_from: from,
      valid_until: until,
      origin,
    })),
    claim: world.claims.map((one) => ({
      id: one.id,
      organisation: one.organisation,
      own_case: one.ownCase,
      about: one.about,
      kind: one.kind,
      stated_on: one.date,
      contested: one.contested,
      valid_from: one.from,
      valid_until: one.until,
      sealed: sealClaim(sealing, one),
      origin,
    })),
    shield: world.shields.map((one) => ({ ...sealShield(sealing, one), origin })),
    restriction: world.restrictions.map(({ from, until, ...one }) => ({
      ...one,
      valid_from: from,
      valid_until: until,
      origin,
    })),
  };
}
