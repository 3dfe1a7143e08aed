// One person list as it is kept: what it says of today, of relatives, and what custody is judged by. JSON in the register's database.
import { z } from 'zod';
import { bsn, partialDate } from '../../../schema/identifiers.ts';
import { valuesOf } from '../../../schema/names/define.ts';
import { ADDRESS_KINDS, SEXES } from '../names.ts';

const text = z.string().min(1).nullable();
const sex = z.enum(valuesOf(SEXES));

const name = { givenNames: text, prefix: text, familyName: z.string().min(1) };

/** A relative with BSN and name. */
const relative = z.strictObject({
  role: z.enum(['PARENT', 'PARTNER', 'CHILD']),
  bsn,
  ...name,
  birthDate: partialDate.nullable(),
  sex,
});

/** What the list says of parent 1 or 2. NONE: there is no such parent. INCOMPLETE: there is one, of whom too little is known. */
const parentFact = z.strictObject({
  state: z.enum(['KNOWN', 'NONE', 'INCOMPLETE']),
  bsn: bsn.nullable(),
  sex,
  /** Since when a parent in law (62.10). */
  since: partialDate.nullable(),
  underInvestigation: z.boolean(),
});

const partnership = z.strictObject({
  other: bsn.nullable(),
  from: partialDate.nullable(),
  until: partialDate.nullable(),
  dissolved: z.boolean(),
});

export const personList = z.strictObject({
  bsn,
  ...name,
  birthDate: partialDate.nullable(),
  sex,
  deceasedOn: partialDate.nullable(),
  /** BRP 70.10. */
  secrecy: z.int().min(0).max(7),
  address: z
    .strictObject({
      kind: z.enum(valuesOf(ADDRESS_KINDS)),
      street: text,
      houseNumber: text,
      postcode: text,
      city: text,
      validFrom: partialDate.nullable(),
    })
    .nullable(),
  /** Where the person lives, in order to see who lives together; null: dead, suspended, abroad, a postal address, or not known. */
  home: z.strictObject({ addressId: text, postcodeAndNumber: text }).nullable(),
  relatives: z.array(relative),
  legal: z.strictObject({
    bornInNetherlands: z.boolean(),
    livedAbroad: z.boolean(),
    /** Emigrated, not a resident, or suspended for another reason than death: what happened since is not on the list. */
    suspended: z.boolean(),
    /** Adult under guardianship (curatele, 33.10). */
    underGuardianship: z.boolean(),
    birthUnderInvestigation: z.boolean(),
    parents: z.tuple([parentFact, parentFact]),
    partnerships: z.array(partnership),
    /** False: some marriage on the list could not be placed. */
    partnershipsComplete: z.boolean(),
    /** 32.10 of today; null: none. */
    custodyCode: text,
    /** There was one, and today there is none. */
    custodyEnded: z.boolean(),
    custodyUnderInvestigation: z.boolean(),
  }),
});
export type PersonList = z.infer<typeof personList>;
export type ParentFact = z.infer<typeof parentFact>;
export type LegalFacts = PersonList['legal'];
