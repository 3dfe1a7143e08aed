import type { NamesOf } from './define.ts';

/** What somebody is asked to do, or is told. Each kind belongs to one kind of act. */
export const TASK_KINDS = {
  CONSENT_ENDED: 'een toestemming is beëindigd: bespreek het met het gezin',
  CONSENT_RECORDED: 'er is vastgelegd dat u toestemming gaf: klopt het niet, trek haar dan in',
  CONSENT_ASKED: 'iemand vraagt of gegevens gedeeld mogen worden: u beslist',
  CONSENT_RECONFIRM: 'na een verjaardag: vraag of de toestemming blijft',
  DUTY_TO_INFORM: 'iemand moet horen dat gegevens zijn opgevraagd',
  CLAIM_USED: 'een ander opende gegevens met een maatregel of melding',
  CLAIM_REVIEW: 'een vastgelegde maatregel of melding wacht op een tweede paar ogen',
  CLAIM_CONTESTED: 'een bronhouder betwist een maatregel of melding: zij opent niets meer',
  REPEATED_TRIES: 'herhaald gezocht buiten de eigen zaken',
  EMERGENCY_CONFIRM: 'een noodvraag van de crisisdienst wacht op een tweede persoon',
  EMERGENCY_OPENED: 'een noodvraag is geopend',
  EMERGENCY_REVIEW: 'een noodvraag moet door een ander worden beoordeeld',
  EMERGENCY_REVIEWED: 'een noodvraag is beoordeeld',
  CORRECTION_ASKED: 'een betrokkene vraagt om verbetering van gegevens (AVG 16): antwoord binnen een maand',
  STATEMENT_SENT: 'een betrokkene stuurt een eigen verklaring voor het dossier (Jeugdwet 7.3.8 lid 2)',
  RELEASE_REQUEST: 'een verzoek om vrijgave: beslis wat u vrijgeeft',
  RELEASE_GIVEN: 'er is iets vrijgegeven: stel de vraag opnieuw',
  RELEASE_ENDED: 'een vrijgave is beëindigd',
  OFFERED_CASE: 'een zaak is aangeboden: zie caseload',
  STANDING_RELEASE: 'een staande vrijgave wacht op de tweede handtekening',
} as const;
export type TaskKind = NamesOf<typeof TASK_KINDS>;

export const TASK_STATES = {
  OPEN: 'open',
  DONE: 'gedaan',
  EXPIRED: 'verlopen',
} as const;
export type TaskState = NamesOf<typeof TASK_STATES>;
