// Records that open whole or not at all: huisverboden, medische bevindingen, veiligheidsberichten.
import { z } from 'zod';
import { localDate } from '../../../schema/identifiers.ts';
import { NOTICE_INSTRUCTIONS } from '../names.ts';
import { fromTerm, professional } from '../translate.ts';
import { date, identified, onDay, persons, text, translated } from './row.ts';

export const restrainingOrder = z
  .object({
    ...identified,
    over: persons,
    besluitdatum: localDate,
    einddatum: localDate,
    verlengd: z.boolean(),
    rihg: text,
  })
  .transform((row) =>
    translated(
      row,
      { from: row.besluitdatum, until: row.einddatum },
      {
        recordId: row.kenmerk,
        about: row.over,
        decidedOn: row.besluitdatum,
        endsOn: row.einddatum,
        extended: row.verlengd,
        riskOutcome: row.rihg,
      },
      { about: row.over },
    ),
  );

export const medicalFinding = z
  .object({ ...identified, over: persons, datum: localDate, tekst: text })
  .transform((row) =>
    translated(
      row,
      onDay(row.datum),
      { recordId: row.kenmerk, about: row.over, date: row.datum, text: row.tekst },
      { about: row.over },
    ),
  );

export const safetyNotice = z
  .object({
    ...identified,
    over: persons,
    instructie: fromTerm(NOTICE_INSTRUCTIONS),
    vanaf: localDate,
    tot: date,
    bellen: professional,
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      {
        recordId: row.kenmerk,
        about: row.over,
        instruction: row.instructie,
        call: row.bellen,
        validFrom: row.vanaf,
        validUntil: row.tot,
      },
      { about: row.over },
    ),
  );
