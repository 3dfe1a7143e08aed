// What a world puts into the gateway's own store: consents, releases, necessity, claims, shields and restrictions, with people and
// organisations by slug. Each mirrors its stored form (gateway/vocabulary/stored.ts).
import { z } from 'zod';
import { lawId } from '../../gateway/vocabulary/law-row.ts';
import { instant, localDate, professionalId } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { slug } from './slug.ts';

const someCategories = z.array(z.enum(valuesOf(CATEGORIES)).meta({ id: 'Category' })).min(1);
const someRoles = z.array(z.enum(valuesOf(ROLES)).meta({ id: 'Role' })).min(1);
const purpose = z.enum(valuesOf(PURPOSES)).meta({ id: 'Purpose' });
const somePurposes = z.array(purpose).min(1);
const person = slug.describe('a person of this world');
const organisation = slug.describe('an organisation of this world');

export const worldConsent = z
  .strictObject({
    slug,
    about: person,
    holder: organisation,
    recipient: organisation,
    roles: someRoles,
    purposes: somePurposes,
    categories: someCategories,
    from: localDate,
    until: localDate,
    textVersion: z.string().min(1).describe('the version of the text that was shown'),
    evidence: z.string().min(1),
    recordedBy: professionalId,
    recordedOn: instant,
    statements: z
      .array(
        z.strictObject({
          by: person,
          capacity: z.enum(['SELF', 'CUSTODY_HOLDER', 'REPRESENTATIVE']),
          answer: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN']),
          at: instant,
        }),
      )
      .min(1)
      .describe('what each person said; the last statement of a person counts'),
  })
  .meta({ id: 'Consent' });
export type WorldConsent = z.infer<typeof worldConsent>;

export const worldRelease = z
  .strictObject({
    slug,
    kind: z.enum(['ANSWER', 'STANDING', 'PUSH']),
    about: person.nullable().describe('null only for a standing release'),
    holder: organisation,
    recipient: slug.describe('an organisation of this world; or a person with a login, for OWN_FILE as DATA_SUBJECT'),
    roles: someRoles,
    purposes: somePurposes,
    categories: someCategories,
    basis: lawId,
    from: localDate,
    until: localDate,
  })
  .meta({ id: 'Release' });
export type WorldRelease = z.infer<typeof worldRelease>;

export const worldNecessity = z
  .strictObject({
    slug,
    about: person,
    holder: organisation,
    recipient: organisation,
    purpose,
    categories: someCategories.describe('one statement is stored for each'),
    code: z.string().regex(/^[A-Z_]+$/),
    from: localDate,
    until: localDate,
  })
  .meta({ id: 'Necessity' });
export type WorldNecessity = z.infer<typeof worldNecessity>;

export const worldClaim = z
  .strictObject({
    slug,
    organisation,
    ownCase: slug.describe('a case of that organisation'),
    kind: z.enum(valuesOf(CLAIM_KINDS)),
    number: z.string().min(1),
    date: localDate,
    about: person.nullable().describe('null: the case as a whole'),
    recordedBy: professionalId,
    reviewedBy: professionalId.nullable(),
    contested: z.boolean().default(false),
    from: localDate,
    until: localDate.nullable(),
  })
  .meta({ id: 'Claim' });
export type WorldClaim = z.infer<typeof worldClaim>;

export const worldShield = z
  .strictObject({
    slug,
    subject: person,
    kind: z.enum(['ADDRESS', 'LOCATION', 'REPORTER', 'CONTACT_BAN', 'HOLD', 'OWN_VIEW']),
    towards: slug.nullable().default(null).describe('an organisation or a person; null: everyone'),
    holder: organisation.nullable().default(null).describe('HOLD: whose data; null: every holder'),
    categories: someCategories.nullable().default(null).describe('HOLD: which categories; null: all'),
    from: localDate,
    until: localDate.nullable().default(null),
  })
  .meta({ id: 'Shield' });
export type WorldShield = z.infer<typeof worldShield>;

export const worldRestriction = z
  .strictObject({
    slug,
    about: person,
    organisation,
    from: localDate,
    until: localDate.nullable().default(null),
  })
  .meta({ id: 'Restriction' });
export type WorldRestriction = z.infer<typeof worldRestriction>;

/** All of it, as one part of a situation. */
export const statementLists = {
  consents: z.array(worldConsent).default([]),
  releases: z.array(worldRelease).default([]),
  necessities: z.array(worldNecessity).default([]),
  claims: z.array(worldClaim).default([]),
  shields: z.array(worldShield).default([]),
  restrictions: z.array(worldRestriction).default([]),
};
