// What the rooms need from outside, named by what it promises. Adapters fulfil them; main.ts wires them.
import type {
  FactsQuestion,
  OwnCasesAnswer,
  OwnCasesQuestion,
  PersonsAnswer,
  SubjectAnswer,
} from '../../schema/facts-format.ts';
import type { Grant } from '../../schema/grant-format.ts';
import type { CaseId, InnerKey, LocalDate, Oin } from '../../schema/identifiers.ts';
import type { Along } from './along.ts';
import type { Caller, Recipient } from './caller.ts';
import type { LawRow } from './law-row.ts';
import type { LogLine, LogPlace } from './look.ts';
import type { PolicyRule, PurposeEntry } from './policy-rule.ts';
import type { Holder, IssuerRegistration, Registration } from './registration.ts';
import type {
  ContestedClaim,
  StoredClaim,
  StoredConsent,
  StoredNecessity,
  StoredRelease,
  StoredRequest,
  StoredRestriction,
  StoredShield,
} from './stored.ts';

/** What was given to one recipient about some people, read in one consistent snapshot. */
export type GivenToCaller = {
  readonly version: bigint;
  readonly consents: readonly StoredConsent[];
  readonly releases: readonly StoredRelease[];
  /** For releases, made by the recipient. */
  readonly requests: readonly StoredRequest[];
  readonly necessities: readonly StoredNecessity[];
  readonly claims: readonly StoredClaim[];
  /** Claims of the recipient's own cases that a holder contested. Absent: none. */
  readonly contested?: readonly ContestedClaim[];
  readonly restrictions: readonly StoredRestriction[];
};

/** The gateway's own store, read side. Every method throws when the store cannot be read: the walk then refuses. */
export interface Store {
  /**
   * For an own view `recipient` is null: consents and restrictions about oneself count, whoever they were given to, and of releases those made to
   * `asker`, the data subject.
   */
  givenTo(
    recipient: Oin | null,
    about: readonly InnerKey[],
    /** Whose claims are read: a claim of another case opens nothing here, so it is not even read. */
    ownCases: readonly CaseId[],
    asker?: InnerKey | null,
  ): Promise<GivenToCaller>;
  /** In force on `today`, about these people. */
  shields(about: readonly InnerKey[], today: LocalDate): Promise<readonly StoredShield[]>;
  /** Changes with every consent, release, claim, necessity, restriction or shield written by anyone. */
  consentVersion(): Promise<bigint>;
}

/** Registered partners and issuers; loaded at start, replaced as a whole when changed. */
export interface Registry {
  registrations(): readonly Registration[];
  holder(oin: Oin): Holder | undefined;
  issuer(iss: string): IssuerRegistration | undefined;
}

export type Unreachable = { readonly kind: 'UNREACHABLE' };

/** POST /facts at the own source and the register, each under a facts grant. Unreachable, late, garbled and refused look alike. */
export interface FactsDesk {
  ownCases(own: Holder, caller: Caller, question: OwnCasesQuestion): Promise<OwnCasesAnswer | Unreachable>;
  persons(register: Holder, caller: Caller, subjects: readonly InnerKey[]): Promise<PersonsAnswer | Unreachable>;
  subject(
    register: Holder,
    caller: Caller,
    question: Extract<FactsQuestion, { ask: 'SUBJECT' }>,
  ): Promise<SubjectAnswer | Unreachable>;
}

/** On whose behalf a partner is called: the trace it belongs to, and the moment at which nobody waits for it any more. */
export type Errand = {
  readonly trace: TraceContext;
  readonly signal: AbortSignal;
};
/** W3C Trace Context: ids in lower-case hex. `parentSpanId` null: the trace begins here. */
export type TraceContext = {
  readonly traceId: string;
  readonly parentSpanId: string | null;
  readonly sampled: boolean;
};

/** The wire to the holders. Unreachable, late, too large, garbled and refusing all look alike; nothing of their words is kept. */
export interface PartnerLine {
  /** `body` goes out as exactly these bytes; the parsed JSON of a 200 comes back. An errand that nobody waits for any more does not leave. Never throws. */
  post(
    to: { readonly holder: Holder; readonly path: '/graphql' | '/facts' },
    body: string,
    grant: string,
    errand: Errand,
  ): Promise<{ readonly kind: 'ANSWERED'; readonly json: unknown } | Unreachable>;
}

/** Signs grants (EdDSA); the public key stands at /.well-known/jwks.json. */
export interface GrantSigner {
  sign(grant: Omit<Grant, 'iss' | 'jti' | 'iat' | 'exp'>): string;
}

/** Outward ids: deterministic authenticated encryption per recipient (RFC 5649 under a key of its own for each recipient). */
export interface OutwardIds {
  seal(kind: IdKind, inner: string, recipient: Recipient): string;
  /** Null: not made by us for this recipient and kind. */
  open(kind: IdKind, outward: string, recipient: Recipient): string | null;
}
export type IdKind = 'PERSON' | 'HOUSEHOLD' | 'RECORD' | 'CURSOR' | 'REQUEST';

/** Pseudonyms for grants and the record: keyed, never reversible by a partner. */
export interface Pseudonyms {
  /** The same professional at the same holder: the same pseudonym; at another holder: another. */
  professional(caller: Caller, holder: Oin): string;
  /** A data subject in the record. */
  subject(person: InnerKey): string;
}

/** The policy in force: validated at the door, compiled once per version. */
export type PolicySet = {
  readonly version: string;
  readonly law: readonly LawRow[];
  readonly rules: readonly PolicyRule[];
  readonly purposes: readonly PurposeEntry[];
  readonly switches: Readonly<Record<string, boolean>>;
};

/** Appends rows to the hash chain; resolves when they are durable, with what is kept along, and rejects when they cannot be. */
export interface AuditLog {
  append(rows: readonly AuditRow[], along?: Along): Promise<void>;
}
/** What the record holds of looks at one person, for that person: by organisations that he or she may be told of. Throws when it cannot be read. */
export interface AccessLog {
  /** Newest first; `most` lines at most. `subject`: the record's pseudonym. */
  looksAt(
    subject: string,
    by: readonly Oin[],
    page: { readonly after: LogPlace | null; readonly most: number },
  ): Promise<readonly LogLine[]>;
}
export type AuditRow = {
  readonly recordId: string;
  readonly kind: 'DECISION' | 'PROCESSING' | 'ALARM' | 'READ_OF_LOG';
  readonly body: Readonly<Record<string, unknown>>;
};
