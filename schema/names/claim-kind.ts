import type { NamesOf } from './define.ts';

/** Facts of the recipient that open another organisation's data (an order in force, a report received). */
export const CLAIM_KINDS = {
  SUPERVISION_ORDER: 'ondertoezichtstelling (BW 1:255)',
  INTERIM_SUPERVISION_ORDER: 'voorlopige ondertoezichtstelling (BW 1:257)',
  GUARDIANSHIP: 'voogdij (BW 1:302)',
  JUVENILE_PROBATION: 'jeugdreclassering (Sr 77)',
  REPORT_RECEIVED: 'melding ontvangen (Wmo 4.1.1 lid 2 onder a)',
  INVESTIGATION_STARTED: 'onderzoek gestart (Wmo 4.1.1 lid 2 onder b)',
  CHILD_PROTECTION_REQUEST: 'verzoek tot onderzoek (Jeugdwet 3.1)',
  COLLEGE_DESIGNATION: 'aangewezen door het college (Jeugdwet 7.4.0)',
  SHARED_SUPPORT: 'rechtstreeks betrokken bij dezelfde jeugdhulp (Jeugdwet 7.3.11 lid 2 onder a)',
  RESTRAINING_ORDER: 'betrokken bij een huisverbod (Wet tijdelijk huisverbod 2, 8)',
  COURT_REVIEW: 'toetsing door de Raad (BW 1:265j)',
} as const;
export type ClaimKind = NamesOf<typeof CLAIM_KINDS>;
