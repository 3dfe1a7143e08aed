import type { NamesOf } from './define.ts';

/** Data categories: the unit of every decision. NONE needs no decision (ids, `holder`, page information). */
export const CATEGORIES = {
  NONE: 'geen persoonsgegeven',
  IDENTITY: 'naam, geboortedatum en geslacht',
  BSN: 'burgerservicenummer',
  ADDRESS: 'adres',
  CUSTODY: 'gezag en relaties',
  CONTACT_DETAILS: 'eigen contactgegevens',
  INVOLVEMENT: 'betrokkenheid',
  SUPPORT: 'hulp',
  PLAN: 'gezinsplan',
  LIFE_DOMAINS: 'leefgebieden (ZRM)',
  SAFETY: 'veiligheid: beoordeling en risico',
  SAFETY_PLAN: 'veiligheidsplan',
  SAFETY_NOTICE: 'veiligheidsbericht',
  SAFETY_REPORT: 'VT-casus: melding en onderzoek',
  REPORTER: 'melder',
  HEALTH: 'gezondheid (AVG 9)',
  CRIMINAL: 'strafrechtelijke gegevens (AVG 10)',
  MEASURE: 'maatregel',
  INVESTIGATION: 'raadsonderzoek',
  JOURNAL: 'contactjournaal',
  FINANCIAL: 'financieel',
  EDUCATION: 'onderwijs',
  MEDICAL_ALERT: 'medische waarschuwing',
  CONSENT_RECORD: 'toestemming',
} as const;
export type Category = NamesOf<typeof CATEGORIES>;
