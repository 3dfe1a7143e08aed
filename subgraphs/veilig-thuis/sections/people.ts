// Betrokkenheid en contactpersonen: who works on the case, and whom to call.
import { z } from 'zod';
import { innerKey, localDate } from '../../../schema/identifiers.ts';
import { INVOLVEMENT_KINDS } from '../../../schema/names/decision.ts';
import { fromTerm, professional } from '../translate.ts';
import { date, identified, limited, text, translated } from './row.ts';

/** Who was told of it. */
const verteldAan = z.array(innerKey);

export const involvement = z
  .object({
    ...limited,
    verteldAan,
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
      { shownTo: row.verteldAan },
    ),
  );

export const contact = z
  .object({
    ...identified,
    verteldAan,
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
      { shownTo: row.verteldAan },
    ),
  );
