import type { NamesOf } from './define.ts';

/** Why an act (a mutation) was not done. Nothing of it is then written. */
export const PROBLEM_CODES = {
  NOT_FOUND: 'bestaat niet, of niet voor u',
  NOT_ALLOWED: 'hier niet toe bevoegd',
  ELEMENT_MISSING: 'een onderdeel ontbreekt',
  NOT_VALID: 'een waarde past hier niet',
  END_IN_PAST: 'de einddatum is voorbij',
  TERM_TOO_LONG: 'de termijn is te lang',
  NOT_ESTABLISHED: 'kan niet worden vastgesteld',
  TOO_MANY: 'te vaak binnen een etmaal',
  ALREADY_DONE: 'dit is al vastgelegd',
  OWN_REQUEST: 'het eigen verzoek',
  NOT_ASKED: 'hier is niet om gevraagd',
  NOT_COVERED: 'de grondslag dekt dit niet',
  ENDED: 'dit is al afgelopen',
} as const;
export type ProblemCode = NamesOf<typeof PROBLEM_CODES>;
