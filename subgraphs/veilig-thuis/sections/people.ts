// Betrokkenheid en contactpersonen: who works on the case, and whom to call.
import { z } from 'zod';
import { localDate } from '../../../schema/identifiers.ts';
import { INVOLVEMENT_KINDS } from '../../../schema/names/decision.ts';
import { fromTerm, professional } from '../translate.ts';
import { date, identified, limited, text, translated } from './row.ts';

export const involvement = z
  .object({
    ...limited,
    soort: fromTerm(INVOLVEMENT_KINDS),
    team: text,
    vanaf: localDate,
    tot: date,
    medewerker: professional.nullable(),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      { kind: row.soort, professional: row.medewerker, team: row.team, from: row.vanaf, until: row.tot },
    ),
  );

export const contact = z
  .object({
    ...identified,
    vast: z.boolean(),
    team: text,
    vanaf: localDate,
    tot: date,
    medewerker: professional.nullable(),
  })
  .transform((row) =>
    translated(
      row,
      { from: row.vanaf, until: row.tot },
      { recordId: row.kenmerk, fixed: row.vast, professional: row.medewerker, team: row.team },
    ),
  );
