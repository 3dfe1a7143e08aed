// The ways in which authenticate refuses. One sentence for every cause of a kind: whoever guesses learns nothing from a wrong guess.
import { type Refusal, refuse } from '../vocabulary/refusal.ts';

/** `cause`: fixed words, for the record and the operator alone. */
export function unauthenticated(cause: string): Refusal {
  return refuse(
    'UNAUTHENTICATED',
    'Geen geldig token. Vraag een nieuw token bij de uitgever van uw organisatie en stuur het mee als "Authorization: Bearer ...".',
    'No valid token. Get a new token from the issuer of your organisation and send it as "Authorization: Bearer ...".',
    cause,
  );
}

export function notAllowed(cause: string): Refusal {
  return refuse(
    'CALLER_NOT_ALLOWED',
    'De uitgever van dit token mag niet voor deze organisatie of rol spreken. Neem contact op met de beheerder van uw organisatie.',
    'The issuer of this token may not speak for this organisation or role. Contact the administrator of your organisation.',
    cause,
  );
}

/** It tells nothing but what the token itself says. */
export function loginTooWeak(): Refusal {
  return refuse(
    'CALLER_NOT_ALLOWED',
    'Voor deze gegevens is een sterkere manier van inloggen nodig. Log opnieuw in met DigiD niveau Substantieel of Hoog.',
    'These data need a stronger login. Log in again with DigiD at level Substantieel or Hoog (eIDAS substantial or high).',
    'assurance below substantial',
  );
}
