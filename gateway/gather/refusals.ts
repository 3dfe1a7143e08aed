// How gather ends a request early, in words for the one who asks.
import { type Refusal, refuse } from '../vocabulary/refusal.ts';

export function noOwnCases(): Refusal {
  return refuse(
    'CALLER_NOT_ALLOWED',
    'Deze rol heeft geen eigen zaken en ziet geen gegevens uit zaken. Gebruik de beheerpagina (/console).',
    'This role has no own cases and sees no case data. Use the console (/console).',
    'role without own cases',
  );
}

export function notADataSubject(): Refusal {
  return refuse(
    'CALLER_NOT_ALLOWED',
    '`me` is de eigen inzage van een betrokkene met een eigen token. Vraag een zaak op met household, householdsOf of caseload.',
    '`me` is the own view of a data subject with a token of his or her own. Ask for a case with household, householdsOf or caseload.',
    'me asked by a professional',
  );
}

/** Whose cases these are could not be asked: saying "no such case" would not be true, so the request ends here, alike for every case. */
export function ownSourceUnreachable(): Refusal {
  return refuse(
    'SOURCE_UNREACHABLE',
    'Het eigen zaaksysteem is nu niet bereikbaar, dus Samenzicht kan niet vaststellen welke zaken van u zijn. Probeer het opnieuw of werk in uw eigen systeem.',
    'Your own case system cannot be reached now, so Samenzicht cannot tell which cases are yours. Try again, or work in your own system.',
    'own source unreachable',
  );
}

export function registerUnreachable(): Refusal {
  return refuse(
    'SOURCE_UNREACHABLE',
    'De basisregistratie personen is nu niet bereikbaar, dus uw eigen inzage kan niet beginnen. Probeer het later opnieuw.',
    'The persons register cannot be reached now, so your own view cannot start. Try again later.',
    'register unreachable',
  );
}

/** What was given to the caller could not be read: nothing is guessed. */
export function storeUnreadable(): Refusal {
  return refuse(
    'GATEWAY_STALE',
    'Samenzicht kan nu niet vaststellen welke toestemmingen en vrijgaven gelden, en toont daarom niets. Probeer het opnieuw.',
    'Samenzicht cannot tell now which consents and releases hold, and therefore shows nothing. Try again.',
    'store unreadable',
  );
}
