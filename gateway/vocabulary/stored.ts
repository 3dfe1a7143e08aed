// What the gateway itself owns, as read from its store: consents, releases, necessity statements, claims, shields, restrictions.
import { z } from 'zod';
import { claimFact } from '../../schema/facts-format.ts';
import { caseId, innerKey, instant, localDate, oin, professionalId } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { PURPOSES } from '../../schema/names/purpose.ts';
import { ROLES } from '../../schema/names/role.ts';
import { SHIELD_KINDS } from '../../schema/names/shield-kind.ts';
import { lawId } from './law-row.ts';

const categories = z.array(z.enum(valuesOf(CATEGORIES))).min(1);
const roles = z.array(z.enum(valuesOf(ROLES))).min(1);
const purposes = z.array(z.enum(valuesOf(PURPOSES))).min(1);

/**
 * What one person said about one consent; the last statement of a person counts. GUARDIAN_INSTITUTION: an institution that is the guardian, by its OIN.
 * PROFESSIONALS: two professionals decided in the place of this holder of custody (Jeugdwet 7.3.4-2, 7.3.15-4).
 */
export const consentStatement = z.strictObject({
  by: z.union([oin, innerKey]),
  capacity: z.enum(['SELF', 'CUSTODY_HOLDER', 'REPRESENTATIVE', 'GUARDIAN_INSTITUTION', 'PROFESSIONALS']),
  answer: z.enum(['GIVEN', 'REFUSED', 'WITHDRAWN']),
  at: instant,
});

export type ConsentStatement = z.infer<typeof consentStatement>;

/** What the form or the talk was about, beside the terms (domain.md 4, "Rules for a valid record"). */
export const consentDetails = z.strictObject({
  /** BCP 47. */
  language: z.string().min(2),
  interpreter: z.boolean(),
  channel: z.enum(['SIGNED_PAPER', 'SPOKEN', 'OWN_LOGIN']),
  /** sha-256 of the document that `evidence` refers to, in hex; null: there is no document. */
  evidenceHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** How it was made sure that it was given freely. */
  freedom: z.string().min(1),
  conditions: z.strictObject({
    /** Who at the recipient does not get to see anything by it. */
    notWith: z.array(professionalId),
    /** In words; null: none. */
    text: z.string().min(1).nullable(),
  }),
  /** Whose professional recorded it; null: the person, with an own login. */
  recorder: oin.nullable(),
  /** The person it is about cannot weigh it; null: can. */
  incapable: z.strictObject({ judgedBy: z.string().min(1), on: localDate }).nullable(),
});
export type ConsentDetails = z.infer<typeof consentDetails>;

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
  /** Null: the person, with an own login. */
  recordedBy: professionalId.nullable(),
  recordedOn: instant,
  /** Absent where a world tells of it in fewer words. */
  details: consentDetails.optional(),
  /** Empty: it was asked for, and nobody answered. */
  statements: z.array(consentStatement),
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

/**
 * A request for a release as its asker may know it: by the domain clock it waits until its deadline and has ended after, whatever the holder did.
 * Until `until` it says of what was asked and not released that it was NOT_RELEASED.
 */
export const storedRequest = z.strictObject({
  id: z.string().min(8),
  about: innerKey,
  holder: oin,
  recipient: oin,
  role: z.enum(valuesOf(ROLES)),
  purpose: z.enum(valuesOf(PURPOSES)),
  categories,
  /** The last day on which it can be answered. */
  dueOn: localDate,
  until: localDate,
});
export type StoredRequest = z.infer<typeof storedRequest>;

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

/** Which claim of a case a holder contested, wherever it is kept. */
export const contestedClaim = claimFact
  .pick({ kind: true, number: true, about: true, from: true })
  .extend({ ownCase: caseId });
export type ContestedClaim = z.infer<typeof contestedClaim>;

/** Placed by whoever protects; without origin or reason (design 5, SHIELDS). */
export const storedShield = z.strictObject({
  id: z.string().min(8),
  subject: innerKey,
  kind: z.enum(valuesOf(SHIELD_KINDS)),
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
