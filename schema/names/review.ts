import type { NamesOf } from './define.ts';

/** What a reviewer found of an emergency. */
export const REVIEW_OUTCOMES = {
  JUSTIFIED: 'gerechtvaardigd',
  NOT_JUSTIFIED: 'niet gerechtvaardigd',
} as const;
export type ReviewOutcome = NamesOf<typeof REVIEW_OUTCOMES>;
