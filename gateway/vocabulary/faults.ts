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
