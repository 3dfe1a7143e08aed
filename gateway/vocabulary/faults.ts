// Refusals for what no caller can help, in one place and with one wording.
import { type Refusal, refuse } from './refusal.ts';

/** What others changed meanwhile cannot be read: nothing is decided on what may have been withdrawn. */
export function stale(): Refusal {
  return refuse(
    'GATEWAY_STALE',
    'De toestemmingen en het beleid van dit moment zijn nu niet te lezen. Probeer het over een minuut opnieuw.',
    'The consents and the policy of this moment cannot be read now. Try again in a minute.',
    'lost touch',
  );
}

export function internalFault(): Refusal {
  return refuse(
    'INTERNAL',
    'Er ging iets mis. Probeer het opnieuw; noem bij een melding het requestId.',
    'Something went wrong. Try again; name the requestId when you report it.',
    'internal',
  );
}

export function notReadable(): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    'Dit verzoek is niet te lezen. Stuur met POST een JSON-object met query (tekst) en, waar nodig, variables en operationName.',
    'This request cannot be read. POST a JSON object with query (text) and, where needed, variables and operationName.',
    'not readable',
  );
}

export function schemaNotShown(): Refusal {
  return refuse(
    'GRAPHQL_VALIDATION_FAILED',
    'Het schema is hier niet op te vragen. Zie de documentatie.',
    'The schema cannot be asked for here. See the documentation.',
    'introspection',
  );
}

/** The record says that it was done; the store says that it was not. */
export function notKept(): Refusal {
  return refuse(
    'INTERNAL',
    'De wijziging is niet vastgelegd. Kijk of zij er staat en probeer het opnieuw; noem bij een melding het requestId.',
    'The change was not kept. Look whether it is there and try again; name the requestId when you report it.',
    'act not kept',
  );
}

export function overloaded(): Refusal {
  return refuse(
    'OVERLOADED',
    'Het is nu te druk. Probeer het over enkele seconden opnieuw.',
    'There are too many requests now. Try again in a few seconds.',
    'too many at once',
  );
}

export function notTrusted(): Refusal {
  return refuse(
    'OPERATION_NOT_TRUSTED',
    'Deze vraag is niet geregistreerd voor uw organisatie. Laat haar registreren (docs/documents.md), of noem de sha256 van een vraag die dat is.',
    'This operation is not registered for your organisation. Have it registered (docs/documents.md), or name the sha256 of one that is.',
    'operation not registered',
  );
}

/** Of one client application or one person; others go on. */
export function rateLimited(): Refusal {
  return refuse(
    'RATE_LIMITED',
    'Er lopen al te veel vragen van deze toepassing of deze persoon tegelijk. Wacht op antwoorden en stuur de volgende na een seconde.',
    'Too many questions of this application or this person are on their way. Wait for answers, and send the next one after a second.',
    'too many of one asker',
  );
}
