// The code lists of the Raad voor de Kinderbescherming: each value with its Dutch term. None of them has an official number; the kinds of
// review, of parts and of events are lists of our own.
import type { NamesOf } from '../../schema/names/define.ts';

/** Who asked, as far as it tells nothing of a report at Veilig Thuis. */
export const SUBMITTERS = {
  COLLEGE: 'gemeente (college van burgemeester en wethouders)',
  PROFESSIONAL_ORGANISATION: 'Veilig Thuis, gecertificeerde instelling of aangewezen aanbieder',
  EX_OFFICIO: 'ambtshalve, alleen in acute gevallen',
} as const;
export type Submitter = NamesOf<typeof SUBMITTERS>;

/** Jeugdwet 3.1: who may ask for an investigation. */
export const SUBMITTING_ORGANISATIONS = {
  COLLEGE: 'gemeente (college van burgemeester en wethouders)',
  VEILIG_THUIS: 'Veilig Thuis',
  CERTIFIED_INSTITUTION: 'gecertificeerde instelling',
  DESIGNATED_PROVIDER: 'aangewezen jeugdhulpaanbieder',
  EX_OFFICIO: 'ambtshalve, alleen in acute gevallen',
} as const;
export type SubmittingOrganisation = NamesOf<typeof SUBMITTING_ORGANISATIONS>;

export const SUBMITTER_OF: Readonly<Record<SubmittingOrganisation, Submitter>> = {
  COLLEGE: 'COLLEGE',
  VEILIG_THUIS: 'PROFESSIONAL_ORGANISATION',
  CERTIFIED_INSTITUTION: 'PROFESSIONAL_ORGANISATION',
  DESIGNATED_PROVIDER: 'PROFESSIONAL_ORGANISATION',
  EX_OFFICIO: 'EX_OFFICIO',
};

export const INVESTIGATION_KINDS = {
  PROTECTION: 'bescherming',
  CUSTODY_AND_CONTACT: 'gezag en omgang',
  ASAA: 'afstand, screening, adoptie en afstamming (ASAA)',
} as const;

export const INVESTIGATION_PART_KINDS = {
  QUESTION: 'onderzoeksvraag',
  CONCLUSION: 'conclusie',
  ADVICE: 'advies',
  PETITION: 'rekest',
} as const;

/** Toetsende taak. */
export const REVIEW_KINDS = {
  END_OF_SUPERVISION_ORDER: 'einde van de ondertoezichtstelling',
  END_OF_PLACEMENT: 'einde van de uithuisplaatsing',
  PROLONGED_PLACEMENT: 'verlenging van de uithuisplaatsing',
} as const;

export const CRIMINAL_PART_KINDS = {
  OFFENCE: 'delict',
  RISK: 'risicoprofiel',
  ADVICE: 'strafadvies',
  COMMUNITY_SERVICE: 'taakstraf',
} as const;

/** CORV-notificatie: what the municipality is told, without any content. */
export const NOTIFICATION_STATUSES = { INTAKE: 'intake', INVESTIGATION: 'onderzoek', MEASURE: 'maatregel' } as const;
export type NotificationStatus = NamesOf<typeof NOTIFICATION_STATUSES>;

export const REPORTER_KINDS = { REPORTER: 'melder', INFORMANT: 'informant' } as const;

export const EVENT_KINDS = {
  REQUEST_RECEIVED: 'verzoek tot onderzoek ontvangen',
  FAMILY_INFORMED: 'gezin geïnformeerd',
  INVESTIGATION_STARTED: 'raadsonderzoek gestart',
  CONCEPT_SHARED: 'conceptrapport besproken',
  INVESTIGATION_COMPLETED: 'raadsonderzoek afgerond',
  PETITION_FILED: 'rekest ingediend',
  OTHER: 'andere gebeurtenis',
  COURT_DECISION: 'beschikking van de kinderrechter',
  REVIEW_COMPLETED: 'toetsing afgerond',
  SAFETY_ASSESSED: 'veiligheid beoordeeld',
  SAFETY_PLAN_ADOPTED: 'veiligheidsplan vastgesteld',
  CRIMINAL_INVESTIGATION_STARTED: 'strafonderzoek gestart',
  CRIMINAL_INVESTIGATION_COMPLETED: 'strafonderzoek afgerond',
  COMMUNITY_SERVICE_STARTED: 'taakstraf gestart',
  COMMUNITY_SERVICE_ENDED: 'taakstraf beëindigd',
} as const;
export type EventKind = NamesOf<typeof EVENT_KINDS>;

/** Events that tell of a measure, of safety or of criminal law stand in a field of that category. */
export const EVENT_FIELDS: Readonly<Partial<Record<EventKind, string>>> = {
  COURT_DECISION: 'measureEvents',
  REVIEW_COMPLETED: 'measureEvents',
  SAFETY_ASSESSED: 'safetyEvents',
  SAFETY_PLAN_ADOPTED: 'safetyEvents',
  CRIMINAL_INVESTIGATION_STARTED: 'criminalEvents',
  CRIMINAL_INVESTIGATION_COMPLETED: 'criminalEvents',
  COMMUNITY_SERVICE_STARTED: 'criminalEvents',
  COMMUNITY_SERVICE_ENDED: 'criminalEvents',
};
