// Veiligheidsplannen en plannen van aanpak.
import { z } from 'zod';
import { PLAN_STATUSES } from '../names.ts';
import { fromTerm } from '../translate.ts';
import { date, identified, part, partHead, translated } from './row.ts';

export const plan = (kind: 'ACTION' | 'SAFETY') =>
  z
    .object({
      ...identified,
      status: fromTerm(PLAN_STATUSES),
      geldigVan: date,
      geldigTot: date,
      delen: z.array(part),
    })
    .transform((row) => {
      const isSigned = row.status !== 'DRAFT';
      return translated(
        row,
        { from: row.geldigVan, until: row.geldigTot },
        {
          recordId: row.kenmerk,
          kind,
          status: row.status,
          validFrom: row.geldigVan,
          validUntil: row.geldigTot,
          parts: row.delen.map(({ onderwerp, tekst, ingestemd, ...own }) => ({
            ...partHead(own),
            heading: onderwerp,
            text: tekst,
            agreedWith: ingestemd,
            shownTo: isSigned ? ingestemd : [],
          })),
        },
        { shownTo: isSigned ? row.delen.flatMap(({ ingestemd }) => ingestemd) : [] },
      );
    });
