// Who asks: the outcome of authenticate, and nothing that a token did not prove.
import type { Bsn, Oin, ProfessionalId } from '../../schema/identifiers.ts';
import type { Role } from '../../schema/names/role.ts';
import type { Organisation } from '../../schema/organisation.ts';

declare const authenticated: unique symbol;

/** A professional, speaking for one organisation in one role. */
export type ProfessionalCaller = {
  readonly kind: 'PROFESSIONAL';
  readonly professional: ProfessionalId;
  readonly organisation: Organisation;
  /** Set for a seconded professional: whose powers he or she brings; null otherwise. */
  readonly motherOrganisation: Organisation | null;
  readonly role: Exclude<Role, 'DATA_SUBJECT'>;
  /** Authentication strength (`acr`). */
  readonly assurance: string;
  /** Client application (`azp`). */
  readonly client: string;
  readonly [authenticated]: true;
};

/** A data subject with a token of the citizens' issuer. The BSN is used once, to find the inner key, and never recorded. */
export type SubjectCaller = {
  readonly kind: 'DATA_SUBJECT';
  readonly bsn: Bsn;
  readonly role: 'DATA_SUBJECT';
  readonly assurance: string;
  readonly client: string;
  readonly [authenticated]: true;
};

export type Caller = ProfessionalCaller | SubjectCaller;

/** For whom outward ids are made: an organisation, or one data subject. */
export type Recipient = Oin | `subject:${string}`;
