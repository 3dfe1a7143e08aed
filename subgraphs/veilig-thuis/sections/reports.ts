// Meldingen with their triage; and the protected part: melders en informanten.
import { z } from 'zod';
import { localDate } from '../../../schema/identifiers.ts';
import * as names from '../names.ts';
import { fromCode, fromTerm } from '../translate.ts';
import { identified, onDay, part, partHead, persons, text, translated } from './row.ts';

const transfer = z.object({ kenmerk: z.string(), over: persons, aan: fromTerm(names.TRANSFER_DESTINATIONS) });
type Destination = z.infer<typeof transfer>['aan'];

/** Where a destination says more than "handed over": whereabouts, health, or criminal law. */
const TELLS: Partial<Record<Destination, 'shelterTransfers' | 'careTransfers' | 'justiceTransfers'>> = {
  WOMENS_SHELTER: 'shelterTransfers',
  HOMELESS_SHELTER: 'shelterTransfers',
  YOUTH_MENTAL_HEALTH_CARE: 'careTransfers',
  ADULT_MENTAL_HEALTH_CARE: 'careTransfers',
  HOME_CARE: 'careTransfers',
  ADDICTION_CARE: 'careTransfers',
  GENERAL_PRACTICE: 'careTransfers',
  POLICE_OR_PROSECUTION: 'justiceTransfers',
  RESTRAINING_ORDER: 'justiceTransfers',
};

const triage = z
  .object({ datum: localDate, besluit: fromTerm(names.TRIAGE_DECISIONS), overdrachten: z.array(transfer) })
  .transform(({ datum, besluit, overdrachten }) => {
    const listed = (list: string) =>
      overdrachten
        .filter(({ aan }) => (TELLS[aan] ?? 'transfers') === list)
        .map(({ kenmerk, over, aan }) => ({ id: kenmerk, about: over, to: aan }));
    return {
      decidedOn: datum,
      decision: besluit,
      transfers: listed('transfers'),
      shelterTransfers: listed('shelterTransfers'),
      careTransfers: listed('careTransfers'),
      justiceTransfers: listed('justiceTransfers'),
    };
  });

export const report = z
  .object({
    ...identified,
    nummer: z.string(),
    ontvangenOp: localDate,
    aanleiding: fromCode(names.REPORT_REASONS),
    triage: triage.nullable(),
    delen: z.array(part),
  })
  .transform((row) =>
    translated(row, onDay(row.ontvangenOp), {
      recordId: row.kenmerk,
      number: row.nummer,
      receivedOn: row.ontvangenOp,
      triage: row.triage,
      // The reason says something about everyone it is about, so it stands in the parts and not on the report.
      parts: row.delen.map(({ aarden, onderwerp, tekst, ...own }) => ({
        ...partHead(own),
        reason: row.aanleiding,
        natures: aarden,
        heading: onderwerp,
        text: tekst,
      })),
    }),
  );

export const reporter = z
  .object({
    ...identified,
    datum: localDate,
    soort: fromTerm(names.REPORTER_KINDS),
    stuk: z.string(),
    hoedanigheid: fromTerm(names.REPORTER_CAPACITIES),
    naam: text,
    telefoon: text,
  })
  .transform((row) =>
    translated(row, onDay(row.datum), {
      recordId: row.kenmerk,
      ofRecord: row.stuk,
      kind: row.soort,
      capacity: row.hoedanigheid,
      name: row.naam,
      phone: row.telefoon,
    }),
  );
