// What of the BRP API's answer is read (Haal Centraal BRP bevragen v2, POST /personen). JSON enters; anything that does not fit throws, and what is
// not named here is dropped.
import { z } from 'zod';
import { bsn } from '../../../schema/identifiers.ts';

const year = z.int().min(1).max(9999);

/** A date with what is known of it. */
const date = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Datum'), datum: z.iso.date() }),
  z.object({ type: z.literal('JaarDatum'), jaar: year }),
  z.object({ type: z.literal('JaarMaandDatum'), jaar: year, maand: z.int().min(1).max(12) }),
  z.object({ type: z.literal('DatumOnbekend') }),
]);
export type BrpDate = z.infer<typeof date>;

const coded = z.object({ code: z.string() });
const text = z.string().optional();
const numbered = z.object({ burgerservicenummer: bsn.optional() });

/** `type` is not closed: a kind of custody that comes later is one that cannot be determined. */
const custodyRelation = z.object({
  type: z.string(),
  minderjarige: numbered.optional(),
  ouders: z.array(numbered).default([]),
  ouder: numbered.optional(),
  derde: numbered.optional(),
  derden: z.array(numbered).default([]),
  /** A boolean, or the elements that are. */
  inOnderzoek: z.union([z.boolean(), z.object({})]).default(false),
});
export type CustodyRelation = z.infer<typeof custodyRelation>;

const residence = z.object({
  type: z.string(),
  datumVan: date.optional(),
  functieAdres: coded.optional(),
  verblijfadres: z
    .object({
      officieleStraatnaam: text,
      korteStraatnaam: text,
      huisnummer: z.int().optional(),
      huisletter: text,
      huisnummertoevoeging: text,
      aanduidingBijHuisnummer: coded.optional(),
      postcode: text,
      woonplaats: text,
      locatiebeschrijving: text,
      regel1: text,
      regel2: text,
      regel3: text,
    })
    .optional(),
});
export type Residence = z.infer<typeof residence>;

const person = z.object({
  burgerservicenummer: bsn,
  /** Unasked: given wherever 70.10 is above 0. */
  geheimhoudingPersoonsgegevens: z.boolean().default(false),
  opschortingBijhouding: z.object({ reden: coded.optional(), datum: date.optional() }).optional(),
  naam: z.object({ voornamen: text, voorvoegsel: text, geslachtsnaam: text }).optional(),
  geboorte: z.object({ datum: date.optional() }).optional(),
  overlijden: z.object({ datum: date.optional() }).optional(),
  geslacht: coded.optional(),
  verblijfplaats: residence.optional(),
  gezag: z.array(custodyRelation).default([]),
  ouders: z.array(numbered).default([]),
  kinderen: z.array(numbered).default([]),
  partners: z.array(numbered.extend({ ontbindingHuwelijkPartnerschap: z.object({}).optional() })).default([]),
});
export type BrpPerson = z.infer<typeof person>;

export const personsFound = z.object({ type: z.literal('RaadpleegMetBurgerservicenummer'), personen: z.array(person) });
