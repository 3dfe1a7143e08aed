import type { NamesOf } from './define.ts';

/** In what capacity a person stands in an own case. PARENT with or without custody is computed per child, today. */
export const CAPACITIES = {
  CHILD: 'jeugdige',
  PARENT: 'ouder',
  GUARDIAN: 'voogd',
  FOSTER_PARENT: 'pleegouder',
  LEGAL_REPRESENTATIVE: 'wettelijk vertegenwoordiger',
  PARTNER: 'partner',
  ADULT: 'volwassene',
  OTHER_INVOLVED: 'andere betrokkene',
} as const;
export type Capacity = NamesOf<typeof CAPACITIES>;

/** What rules see in place of PARENT. */
export const CUSTODY_CAPACITIES = {
  PARENT_WITH_CUSTODY: 'ouder met gezag',
  PARENT_WITHOUT_CUSTODY: 'ouder zonder gezag',
} as const;
export type RuleCapacity = Exclude<Capacity, 'PARENT'> | NamesOf<typeof CUSTODY_CAPACITIES>;
