// What an act that was not done says, in Dutch and English: each says what to do next.
import type { ProblemCode } from '../../schema/names/problem.ts';
import type { Words } from './words.ts';

export const PROBLEM_WORDS: Readonly<Record<ProblemCode, Words>> = {
  NOT_FOUND: {
    nl: 'Dit bestaat niet, of niet voor u. Vraag het opnieuw op en gebruik het kenmerk dat u dan krijgt.',
    en: 'This does not exist, or not for you. Ask for it again and use the id that you get.',
  },
  NOT_ALLOWED: {
    nl: 'U bent hier niet toe bevoegd. Vraag een collega die dat wel is.',
    en: 'You may not do this. Ask a colleague who may.',
  },
  ELEMENT_MISSING: {
    nl: 'Er ontbreekt een onderdeel: vul het in en stuur de wijziging opnieuw.',
    en: 'An element is missing: fill it in and send the change again.',
  },
  NOT_VALID: {
    nl: 'Deze waarde past hier niet. Kijk in het schema wat er mag staan.',
    en: 'This value does not fit here. See the schema for what it may hold.',
  },
  END_IN_PAST: {
    nl: 'De einddatum is al voorbij. Kies een dag vanaf vandaag.',
    en: 'The end date has passed. Choose a day from today on.',
  },
  TERM_TOO_LONG: {
    nl: 'De termijn is langer dan mag. Kies een eerdere einddatum.',
    en: 'The term is longer than allowed. Choose an earlier end date.',
  },
  NOT_ESTABLISHED: {
    nl: 'Leeftijd of gezag is niet vast te stellen. Zoek uit wie er mag beslissen, en leg het daarna vast.',
    en: 'Age or custody cannot be established. Find out who may decide, and record it after that.',
  },
  TOO_MANY: {
    nl: 'Dit is te vaak gedaan binnen een etmaal. Bel de crisisdienst van de organisatie; bij direct gevaar 112.',
    en: 'This was done too often within a day. Call the crisis line of the organisation; in immediate danger 112.',
  },
  ALREADY_DONE: {
    nl: 'Dit is al vastgelegd. U hoeft niets te doen.',
    en: 'This has been recorded already. There is nothing to do.',
  },
  OWN_REQUEST: {
    nl: 'Dit is een verzoek van uzelf of van de organisatie waarvan u komt. Een collega van de bronhouder beslist erover.',
    en: 'This is a request of your own, or of the organisation that you come from. A colleague at the holder decides on it.',
  },
  NOT_ASKED: {
    nl: 'Hier is niet om gevraagd. Geef alleen vrij wat het verzoek noemt, of geef ongevraagd vrij.',
    en: 'This was not asked for. Release only what the request names, or release unasked.',
  },
  NOT_COVERED: {
    nl: 'De grondslag dekt dit niet. Kies een andere grondslag, of laat dit onderdeel weg.',
    en: 'The basis does not cover this. Choose another basis, or leave this part out.',
  },
  ENDED: {
    nl: 'Dit is al afgelopen: de termijn is voorbij, of er is al over beslist. Geef zo nodig ongevraagd vrij.',
    en: 'This has ended: its term is past, or it was decided already. If needed, release unasked.',
  },
};
