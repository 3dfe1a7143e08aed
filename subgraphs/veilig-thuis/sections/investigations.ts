// Veiligheidsbeoordelingen, onderzoeken and what followed: voorwaarden en vervolg, monitoring; the timeline of all.
import { z } from 'zod';
import { localDate } from '../../../schema/identifiers.ts';
import * as names from '../names.ts';
import { fromTerm, professional } from '../translate.ts';
import { date, identified, identifiedPart, onDay, part, partHead, text, translated } from './row.ts';

export const event = z.object({ ...identified, datum: localDate, soort: z.string() }).transform((row) =>
  translated(row, onDay(row.datum), {
    recordId: row.kenmerk,
    date: row.datum,
    kind: row.soort,
    title: row.soort.charAt(0).toUpperCase() + row.soort.slice(1),
  }),
);

export const assessment = z
  .object({
    ...identified,
    datum: localDate,
    instrument: z.string(),
    versie: text,
    geldigTot: date,
    afnemer: professional.nullable(),
    delen: z.array(part),
  })
  .transform((row) =>
    translated(row, onDay(row.datum), {
      recordId: row.kenmerk,
      date: row.datum,
      instrument: row.instrument,
      version: row.versie,
      validUntil: row.geldigTot,
      assessedBy: row.afnemer,
      parts: row.delen.map(({ uitkomst, tekst, ...own }) => ({
        ...partHead(own),
        outcome: uitkomst,
        text: tekst,
      })),
    }),
  );

export const investigation = z
  .object({
    ...identified,
    nummer: z.string(),
    gestartOp: localDate,
    afgerondOp: date,
    delen: z.array(part.extend({ uitkomst: fromTerm(names.INVESTIGATION_OUTCOMES).nullable() })),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.gestartOp, until: row.afgerondOp },
      {
        recordId: row.kenmerk,
        number: row.nummer,
        startedOn: row.gestartOp,
        completedOn: row.afgerondOp,
        parts: row.delen.map(({ uitkomst, onderwerp, tekst, ...own }) => ({
          ...partHead(own),
          outcome: uitkomst,
          heading: onderwerp,
          text: tekst,
        })),
      },
    ),
  );

const contactMoment = z
  .object({
    ...identifiedPart,
    datum: localDate,
    soort: fromTerm(names.CONTACT_MOMENT_KINDS),
    tekst: text,
  })
  .transform(({ datum, soort, tekst, ...own }) => ({
    ...partHead(own),
    ...onDay(datum),
    date: datum,
    kind: soort,
    text: tekst,
  }));

export const followUp = z
  .object({
    ...identified,
    dienst: fromTerm(names.FOLLOW_UP_SERVICES),
    gestartOp: localDate,
    beeindigdOp: date,
    besluit: fromTerm(names.FOLLOW_UP_DECISIONS).nullable(),
    contactmomenten: z.array(contactMoment),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.gestartOp, until: row.beeindigdOp },
      {
        recordId: row.kenmerk,
        service: row.dienst,
        startedOn: row.gestartOp,
        endedOn: row.beeindigdOp,
        decision: row.besluit,
        contactMoments: row.contactmomenten,
      },
    ),
  );
