// The rules of consent (domain.md 4) as an act asks them: the same that gather applies when it judges a consent, by the facts of the same request.
import { z } from 'zod';
import type { InnerKey, Instant, LocalDate } from '../../schema/identifiers.ts';
import type { Organisation } from '../../schema/organisation.ts';
import type { SubjectFacts } from './facts.ts';
import type { Holder } from './registration.ts';
import type { StoredConsent } from './stored.ts';

/** policies/terms.json. */
export const consentTerms = z.strictObject({
  /** How long a consent may serve. */
  consentLongestMonths: z.int().min(1).max(24),
  /** By when a request is to be answered; silence then stays silence. */
  consentAnswerDays: z.int().min(1).max(90),
  /** How long after a birthday its task to ask again is shown. */
  consentReconfirmDays: z.int().min(1).max(365),
});
export type ConsentTerms = z.infer<typeof consentTerms>;

export type WhatIsAgreed = Pick<StoredConsent, 'roles' | 'purposes' | 'categories'>;

/** Who has to say yes about somebody today; null: age or custody cannot be established, so that nobody can. */
export type Givers = {
  readonly self: boolean;
  /** Null in the list: an institution that is the guardian. Empty: nobody's custody counts. */
  readonly custody: readonly (InnerKey | null)[];
  readonly representative: boolean;
  /** Two professionals may decide in the place of one with custody. */
  readonly standIn: boolean;
};

export type Consenting = {
  readonly terms: ConsentTerms;
  /** Switch: what was only spoken may be recorded by the organisation that receives. */
  readonly recipientRecordsSpoken: boolean;
  /** Switch: partner or family stand in for an adult who cannot weigh it (Jeugdwet 7.3.15-3), in that law's order. */
  readonly familyRepresents: boolean;
  /** Whether it holds now, beside the others between the same parties. */
  readonly holds: (consent: StoredConsent, about: SubjectFacts, alike: readonly StoredConsent[]) => boolean;
  readonly giversOf: (about: SubjectFacts, incapable: boolean) => Givers | null;
  /** Of what is agreed, by `field.place`, the parts for which no rule opens anything of this holder by consent. */
  readonly opensNothing: (agreed: WhatIsAgreed, holder: Holder, recipient: Organisation) => readonly string[];
  /** The calendar day in Europe/Amsterdam. */
  readonly dayOf: (moment: Instant) => LocalDate;
  /** From when on the own word of this person counts; null: cannot be established. */
  readonly ownWordFrom: (about: SubjectFacts) => LocalDate | null;
};
