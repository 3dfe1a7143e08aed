// Consents: written in an act and read back in it. What a statement rests on is sealed for the holder, and is read by nobody here.
import { z } from 'zod';
import { innerKey, oin } from '../../../schema/identifiers.ts';
import { type ConsentBook, type StandIn, standIn } from '../../vocabulary/consent-book.ts';
import { type StoredConsent, storedConsent } from '../../vocabulary/stored.ts';
import type { Sealing } from '../sealing.ts';
import type { Transaction } from './books.ts';
import { openConsent, sealConsent } from './sealed.ts';

const rows = z.array(z.looseObject({ id: z.string(), holder: oin, sealed: z.string() }));
const standInRows = z.array(
  z.object({
    id: z.string(),
    consent: z.string(),
    instead_of: innerKey,
    organisation: oin,
    is_confirmed: z.boolean(),
    sealed: z.string(),
  }),
);
const standInWords = standIn.pick({ reason: true, line: true, decidedBy: true, decidedOn: true });
const next = z.tuple([z.object({ ordinal: z.int() })]);

export function consentBook(tx: Transaction, sealing: Sealing): ConsentBook {
  const columns = tx`id, about, holder, recipient, roles, purposes, categories, valid_from AS "from", valid_until AS "until",
    text_version AS "textVersion", recorded_on AS "recordedOn", sealed,
    (SELECT coalesce(json_agg(json_build_object('by', by_person, 'capacity', capacity, 'answer', answer, 'at', said_at)
       ORDER BY ordinal), '[]') FROM consent_statement WHERE consent = consent.id) AS statements`;
  const read = (found: unknown): readonly StoredConsent[] =>
    rows
      .parse(found)
      .map(({ sealed, ...row }) =>
        storedConsent.parse({ ...row, ...openConsent(sealing, row.id, row.holder, sealed) }),
      );
  const readStandIns = (found: unknown): readonly StandIn[] =>
    standInRows.parse(found).map(({ id, consent, instead_of, organisation, is_confirmed, sealed }) =>
      standIn.parse({
        ...{ id, consent, organisation, insteadOf: instead_of, isConfirmed: is_confirmed },
        ...standInWords.parse(JSON.parse(sealing.open(organisation, `consent_stand_in/${id}`, sealed))),
      }),
    );
  return {
    async add(consent) {
      const sealed = sealConsent(sealing, consent);
      const { from, until, textVersion, recordedOn, evidence: _, recordedBy: __, details: ___, ...one } = consent;
      const row = { ...one, valid_from: from, valid_until: until, text_version: textVersion, recorded_on: recordedOn };
      await tx`INSERT INTO consent ${tx({ ...row, sealed, origin: 'OFFICE' })}`;
    },
    async answer({ id, holder }, { statement: { by, capacity, answer, at }, basis }) {
      const [{ ordinal }] = next.parse(
        await tx`SELECT coalesce(max(ordinal) + 1, 0) AS ordinal FROM consent_statement WHERE consent = ${id}`,
      );
      const sealed = sealing.seal(holder, `consent/${id}/${ordinal}`, JSON.stringify(basis));
      const row = { consent: id, ordinal, by_person: by, capacity, answer, said_at: at, sealed };
      await tx`INSERT INTO consent_statement ${tx(row)}`;
    },
    async find(id) {
      await tx`SELECT 1 FROM consent WHERE id = ${id} FOR UPDATE`;
      return read(await tx`SELECT ${columns} FROM consent WHERE id = ${id}`)[0] ?? null;
    },
    async propose({ id, consent, insteadOf, organisation, isConfirmed, ...words }) {
      const sealed = sealing.seal(organisation, `consent_stand_in/${id}`, JSON.stringify(words));
      const row = { id, consent, instead_of: insteadOf, organisation, is_confirmed: isConfirmed, sealed };
      await tx`INSERT INTO consent_stand_in ${tx(row)}`;
    },
    async proposed(id) {
      return readStandIns(await tx`SELECT * FROM consent_stand_in WHERE id = ${id} FOR UPDATE`)[0] ?? null;
    },
    async proposedFor(consent) {
      return readStandIns(await tx`SELECT * FROM consent_stand_in WHERE consent = ${consent} ORDER BY id`);
    },
    async confirm(id) {
      await tx`UPDATE consent_stand_in SET is_confirmed = true WHERE id = ${id}`;
    },
    async between(about, holder, recipient) {
      // One act at a time about one person between the same parties: no second identical consent in the same moment.
      await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`consent ${about} ${holder} ${recipient}`}, 0))`;
      return read(
        await tx`SELECT ${columns} FROM consent WHERE about = ${about} AND holder = ${holder} AND recipient = ${recipient} ORDER BY id`,
      );
    },
  };
}
