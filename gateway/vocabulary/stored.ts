// What the gateway itself owns, as read from its store: consents, releases, necessity statements, claims, shields, restrictions.
import { z } from 'zod';
import { claimFact } from '../../schema/facts-format.ts';
import { caseId, innerKey, instant, localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { lawId } from './law-row.ts';

const categories = z.array(z.enum(valuesOf(CATEGORIES))).min(1);
const roles = z.array(z.enum(valuesOf(ROLES))).min(1);
const purposes = z.array(z.enum(valuesOf(PURPOSES))).min(1);

/** What one person said about one consent; the last statement of a person counts. */
export const consentStatement = z.strictObject({
  by: innerKey,
  capacity: z.enum(['SELF', 'CUSTODY_HOLDER', 'REPRESENTATIVE']),
  answer: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN']),
  at: instant,
});

/** Consent for disclosure (domain.md 4 (ii)): from one holder to one organisation, about one person. Validity is computed when asked. */
export const storedConsent = z.strictObject({
  id: z.string().min(8),
  about: innerKey,
  holder: oin,
  recipient: oin,
  roles,
  purposes,
  categories,
  from: localDate,
  until: localDate,
  textVersion: z.string().min(1),
  evidence: z.string().min(1),
  recordedBy: professionalId,
  recordedOn: instant,
  statements: z.array(consentStatement).min(1),
});
export type StoredConsent = z.infer<typeof storedConsent>;

/**
 * A holder's own decision to provide under a MAY row, to an organisation or to a data subject for the own view. STANDING has no `about`; PUSH was not
 * asked for.
 */
export const storedRelease = z
  .strictObject({
    id: z.string().min(8),
    kind: z.enum(['ANSWER', 'STANDING', 'PUSH']),
    about: innerKey.nullable(),
    holder: oin,
    recipient: z.union([oin, innerKey]),
    roles,
    purposes,
    categories,
    basis: lawId,
    from: localDate,
    until: localDate,
  })
  .refine(
    (release) => servesItsRecipient(release, oin.safeParse(release.recipient).success),
    'a data subject receives for the own view, about somebody; an organisation never does',
  );
export type StoredRelease = z.infer<typeof storedRelease>;

/** A person receives as DATA_SUBJECT for OWN_FILE and nothing else, and never in general; an organisation never in that role. */
export function servesItsRecipient(
  release: { readonly kind: string; readonly roles: readonly string[]; readonly purposes: readonly string[] },
  isOrganisation: boolean,
): boolean {
  const { kind, roles: as, purposes: why } = release;
  if (isOrganisation) return !as.includes('DATA_SUBJECT') && !why.includes('OWN_FILE');
  return kind !== 'STANDING' && as.every((role) => role === 'DATA_SUBJECT') && why.every((one) => one === 'OWN_FILE');
}

/** Why the recipient needs it, per person, category and source; 30 days. */
export const storedNecessity = z.strictObject({
  id: z.string().min(8),
  about: innerKey,
  holder: oin,
  recipient: oin,
  purpose: z.enum(valuesOf(PURPOSES)),
  category: z.enum(valuesOf(CATEGORIES)),
  code: z.string().regex(/^[A-Z_]+$/),
  from: localDate,
  until: localDate,
});
export type StoredNecessity = z.infer<typeof storedNecessity>;

export const storedClaim = claimFact.extend({ id: z.string().min(8), organisation: oin, ownCase: caseId });
export type StoredClaim = z.infer<typeof storedClaim>;

/** Placed by whoever protects; without origin or reason (design 5, SHIELDS). */
export const storedShield = z.strictObject({
  id: z.string().min(8),
  subject: innerKey,
  kind: z.enum(['ADDRESS', 'LOCATION', 'REPORTER', 'CONTACT_BAN', 'HOLD', 'OWN_VIEW']),
  /** Towards one organisation, or one person (a banned one); null: towards everyone. */
  towards: z.union([oin, innerKey]).nullable(),
  /** HOLD: which holder's data; null: every holder's. */
  holder: oin.nullable(),
  /** HOLD: which categories; null: all. */
  categories: categories.nullable(),
  from: localDate,
  until: localDate.nullable(),
});
export type StoredShield = z.infer<typeof storedShield>;

/** Restriction of processing (AVG 18) at one organisation. */
export const storedRestriction = z.strictObject({
  id: z.string().min(8),
  about: innerKey,
  organisation: oin,
  from: localDate,
  until: localDate.nullable(),
});
export type StoredRestriction = z.infer<typeof storedRestriction>;
