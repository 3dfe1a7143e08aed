// One row of the law table: one basis of domain.md section 3 as data. Ships with the product; officers read it, cannot edit it.
import { z } from 'zod';
import { localDate } from '../../schema/identifiers.ts';
import { CAPACITIES, CUSTODY_CAPACITIES } from '../../schema/names/capacity.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { REGIMES } from '../../schema/names/decision.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { ORGANISATION_KINDS, type OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { condition } from './condition.ts';

export const lawId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.:/-]{2,39}$/, 'a law row id looks like jw-7.3.11-4')
  .brand<'LawId'>();
export type LawId = z.infer<typeof lawId>;

const { PARENT: _parent, ...plainCapacities } = CAPACITIES;
export const ruleCapacity = z.enum(valuesOf({ ...plainCapacities, ...CUSTODY_CAPACITIES }));

/** How the gateway meets a row that is no ground. */
export const MET_BY = {
  CONDITION: 'een voorwaarde in andere rijen en in regels',
  OTHER_ROW: 'andere rijen van deze tabel',
  CONSENT: 'de geldigheid van een toestemming',
  BLOCK: 'een blokkade',
  SHIELD: 'een scherm dat niemand ziet',
  FORM: 'de vorm van vraag en antwoord: het kan niet anders worden gesteld of gegeven',
  RELEASE: 'een mens bij de bronhouder, die vrijgeeft of niet',
  HOLDER: 'de bronhouder zelf, in zijn eigen systeem',
  EMERGENCY: 'de noodprocedure',
  NOT_EVALUATED: 'wordt niet door de gateway getoetst',
} as const;

export const lawRow = z.strictObject({
  id: lawId,
  /** As cited: `Jeugdwet 7.3.11 lid 4`. */
  article: z.string().min(3),
  /** Plain Dutch and English: what it says. */
  says: z.strictObject({ nl: z.string(), en: z.string() }),
  /**
   * MUST: the source has to provide. MAY: the source decides (a release is needed, unless `consent` is REQUIRED and valid).
   * OWN: the recipient's own processing ground, gives no claim on a source. LIMIT: shapes or blocks, opens nothing.
   */
  force: z.enum(['MUST', 'MAY', 'OWN', 'LIMIT']),
  /** REQUIRED: opens by valid consent alone, and by nothing else. */
  consent: z.enum(['NONE', 'REQUIRED']),
  /** A MAY row under which the source provides unasked only (a push): nobody can request it. Absent: it can be requested. */
  unaskedOnly: z.boolean().optional(),
  /** Serves the emergency procedure alone: a rule that cites it opens only where an emergency is open (design 5). Absent: no such row. */
  emergencyOnly: z.boolean().optional(),
  regimes: z.array(z.enum(valuesOf(REGIMES))),
  /** Who may receive; empty: nobody through the gateway. */
  recipients: z.array(z.enum(valuesOf(ORGANISATION_KINDS))),
  /** Who provides; for an OWN row the recipient itself, so empty. */
  sources: z.array(z.enum(valuesOf(ORGANISATION_KINDS))),
  categories: z.array(z.enum(valuesOf(CATEGORIES))),
  /** About whom, in which capacity in the own case. */
  about: z.array(ruleCapacity),
  /** All have to hold now. */
  conditions: z.array(condition),
  /** Serves as the second ground that special (AVG 9) or criminal (AVG 10) data needs. */
  specialGround: z.boolean(),
  /** The recipient has to inform the person. */
  informs: z.boolean(),
  setsSecrecyAside: z.boolean(),
  validFrom: localDate,
  validUntil: localDate.nullable(),
  /** C read in a source, M from memory, U unsure. */
  certainty: z.enum(['C', 'M', 'U']),
  /** For a jurist; Dutch. */
  question: z.string().nullable(),
  /** Present on a row that is no ground by itself, so that no rule rests on it: how the gateway meets it, or why it does not evaluate it. */
  met: z
    .strictObject({
      by: z.enum(valuesOf(MET_BY)),
      says: z.strictObject({ nl: z.string().min(10), en: z.string().min(10) }),
    })
    .optional(),
});
export type LawRow = z.infer<typeof lawRow>;

/** Whether a rule can rest on it: it names who receives (the data subject by right) and which data. */
export function isGround({ force, met, categories, recipients, regimes }: LawRow): boolean {
  return (
    force !== 'LIMIT' &&
    met === undefined &&
    categories.length > 0 &&
    (recipients.length > 0 || regimes.includes('SUBJECT_RIGHT'))
  );
}

/** Who receives: a kind of organisation, or the data subject. */
export type RecipientKind = OrganisationKind | null;

/** The right of the data subject names no organisation as recipient. */
export function serves(row: LawRow, recipient: RecipientKind): boolean {
  return recipient === null ? row.regimes.includes('SUBJECT_RIGHT') : row.recipients.includes(recipient);
}
