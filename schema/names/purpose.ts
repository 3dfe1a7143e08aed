import type { NamesOf } from './define.ts';

/** Purposes of the register of processing activities (AVG 5(1)(b), 30): a closed list. */
export const PURPOSES = {
  SUPPORT_PLAN: 'hulp en gezinsplan',
  SUPPORT_ACCESS: 'toeleiding naar jeugdhulp',
  SAFETY_ASSESSMENT: 'veiligheidsbeoordeling',
  VT_INVESTIGATION: 'onderzoek door Veilig Thuis',
  VT_MONITORING: 'monitoring door Veilig Thuis',
  CHILD_PROTECTION_INVESTIGATION: 'raadsonderzoek',
  COURT_REVIEW: 'toetsende taak',
  SUPERVISION_ORDER: 'uitvoering ondertoezichtstelling (OTS)',
  GUARDIANSHIP: 'uitvoering voogdij',
  JUVENILE_PROBATION: 'jeugdreclassering',
  RESTRAINING_ORDER: 'huisverbod',
  OWN_FILE: 'eigen inzage',
  OVERSIGHT: 'toezicht',
  STATISTICS: 'beleidsinformatie',
  ADMINISTRATION: 'beheer (opent niets)',
  ACUTE_DANGER: 'acuut gevaar',
} as const;
export type Purpose = NamesOf<typeof PURPOSES>;
