import type { NamesOf } from './define.ts';

/** What an own case is, at the organisation that holds it. */
export const CASE_KINDS = {
  REPORT: 'melding',
  REQUEST: 'verzoek tot onderzoek',
  MEASURE: 'maatregel',
  INTAKE: 'aanmelding',
  PLAN: 'hulp onder een plan',
} as const;
export type CaseKind = NamesOf<typeof CASE_KINDS>;

/** Type of household, stored at intake. */
export const HOUSEHOLD_KINDS = {
  WITH_CHILDREN: 'huishouden met kinderen',
  WITHOUT_CHILDREN: 'huishouden zonder kinderen',
  UNKNOWN: 'onbekend',
} as const;
export type HouseholdKind = NamesOf<typeof HOUSEHOLD_KINDS>;
