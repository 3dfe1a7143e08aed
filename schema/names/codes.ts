import type { NamesOf } from './define.ts';

/** Why a cell stays closed. The order is the order of the checks (design: a decision stops at its first failure). */
export const WITHHELD_CODES = {
  PURPOSE_NOT_ALLOWED: 'doel staat niet in het register',
  ROLE_NOT_ALLOWED: 'rol mag dit doel niet gebruiken',
  NO_OWN_CASE: 'geen eigen zaak met deze persoon',
  NO_POLICY: 'geen beleidsregel voor dit gegeven',
  RESTRICTED: 'beperking van de verwerking (AVG 18)',
  NO_LEGAL_BASIS: 'geen grondslag',
  NO_VALID_CONSENT: 'geen geldige toestemming',
  SPECIAL_DATA: 'geen grond voor bijzondere of strafrechtelijke gegevens',
  OUT_OF_PERIOD: 'buiten de periode',
  NEEDS_NECESSITY: 'noodzaak nog niet vastgelegd',
  PENDING_RELEASE: 'wacht op vrijgave',
  NOT_RELEASED: 'niet vrijgegeven',
  FACT_UNKNOWN: 'feit onbekend',
  FACT_UNAVAILABLE: 'feit niet op te vragen',
  EMERGENCY_NOT_OPEN: 'noodprocedure niet geopend',
  NOT_AVAILABLE: 'niet beschikbaar',
} as const;
export type WithheldCode = NamesOf<typeof WITHHELD_CODES>;

/** Error codes with the HTTP status of the answer that carries them. */
export const ERROR_STATUS = {
  UNAUTHENTICATED: 401,
  CALLER_NOT_ALLOWED: 403,
  PURPOSE_MISSING: 400,
  PURPOSE_NOT_LITERAL: 400,
  IDENTIFIER_IN_TEXT: 400,
  BAD_USER_INPUT: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_NOT_TRUSTED: 403,
  LIMIT_EXCEEDED: 400,
  RATE_LIMITED: 429,
  SOURCE_UNREACHABLE: 200,
  GATEWAY_STALE: 503,
  AUDIT_UNAVAILABLE: 503,
  OVERLOADED: 503,
  INTERNAL: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;
/** What a subgraph answers to a call whose grant it does not accept, with HTTP 401. */
export type GrantErrorCode = 'GRANT_MISSING' | 'GRANT_INVALID';
