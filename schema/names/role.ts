import type { NamesOf } from './define.ts';

/** The one role a caller speaks in. */
export const ROLES = {
  FAMILY_WORKER: 'gezinswerker',
  PREVENTIVE_WORKER: 'preventief jeugdbeschermer',
  VT_ADVISER: 'medewerker advies Veilig Thuis',
  FIXED_CONTACT: 'vast aanspreekpunt',
  ACCESS_CONSULTANT: 'jeugdconsulent toegang',
  TRIAGIST: 'triagist',
  VT_INVESTIGATOR: 'onderzoeker Veilig Thuis',
  CONFIDENTIAL_DOCTOR: 'vertrouwensarts',
  BEHAVIOURAL_SCIENTIST: 'gedragswetenschapper',
  CHILD_PROTECTION_INVESTIGATOR: 'raadsonderzoeker',
  LEGAL_ADVISER: 'juridisch adviseur',
  YOUTH_PROTECTOR: 'jeugdbeschermer',
  GUARDIAN: 'voogd',
  JUVENILE_PROBATION_OFFICER: 'jeugdreclasseerder',
  CRISIS_DUTY: 'crisisdienst',
  TEAM_LEAD: 'teamleider',
  DATA_SUBJECT: 'betrokkene',
  PRIVACY_OFFICER: 'privacy officer',
  MANDATE_HOLDER: 'mandaathouder',
  FG: 'functionaris voor gegevensbescherming',
  AUDITOR: 'auditor of inspecteur',
  LOG_KEEPER: 'logbeheerder',
  ANALYST: 'analist beleidsinformatie',
} as const;
export type Role = NamesOf<typeof ROLES>;

/** Roles of control have no own case: they work at the console, the analyst on aggregates (design 5). */
export const WITHOUT_CASES: ReadonlySet<Role> = new Set<Role>([
  'PRIVACY_OFFICER',
  'MANDATE_HOLDER',
  'FG',
  'AUDITOR',
  'LOG_KEEPER',
  'ANALYST',
]);
