// The names of the lists in words that everybody reads (Dutch level B1, and English): for a data subject's own pages.
import type { Category } from '../../schema/names/category.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { Role } from '../../schema/names/role.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

export type Words = { readonly nl: string; readonly en: string };
type Plain<Name extends string> = Readonly<Record<Name, Words>>;

const words = (nl: string, en: string): Words => ({ nl, en });

export const ORGANISATION_WORDS: Plain<OrganisationKind> = {
  LOCAL_TEAM_MUNICIPAL: words('een wijkteam van de gemeente', 'a local team of the municipality'),
  LOCAL_TEAM_PROVIDER: words('een organisatie voor jeugdhulp', 'an organisation for youth care'),
  VEILIG_THUIS: words('Veilig Thuis', 'Veilig Thuis (advice and reports on domestic violence and child abuse)'),
  RVDK: words('de Raad voor de Kinderbescherming', 'the Child Care and Protection Board'),
  CERTIFIED_INSTITUTION: words('een instelling voor jeugdbescherming', 'an institution for youth protection'),
  PERSONS_REGISTER: words('de basisregistratie personen', 'the persons register'),
  INSPECTORATE: words('de inspectie', 'the inspectorate'),
};

/** Instead of the kind of source, where an organisation looked into what it holds itself. */
export const OWN_FILE_WORDS: Words = words(
  'het eigen dossier van die organisatie',
  'the own file of that organisation',
);

export const SOURCE_WORDS: Plain<SourceKind> = {
  PERSONS: ORGANISATION_WORDS.PERSONS_REGISTER,
  LOCAL_TEAM: words('een ander wijkteam of andere jeugdhulp', 'another local team or other youth care'),
  VEILIG_THUIS: ORGANISATION_WORDS.VEILIG_THUIS,
  RVDK: ORGANISATION_WORDS.RVDK,
  CERTIFIED_INSTITUTION: ORGANISATION_WORDS.CERTIFIED_INSTITUTION,
  ACCESS: words('Samenzicht zelf', 'Samenzicht itself'),
};

export const CATEGORY_WORDS: Plain<Category> = {
  NONE: words('geen gegevens over u', 'no data about you'),
  IDENTITY: words('uw naam, geboortedatum en geslacht', 'your name, date of birth and sex'),
  BSN: words('uw burgerservicenummer', 'your citizen service number'),
  ADDRESS: words('uw adres', 'your address'),
  CUSTODY: words('uw familie en wie het gezag heeft', 'your family and who has custody'),
  CONTACT_DETAILS: words('hoe u te bereiken bent', 'how to reach you'),
  INVOLVEMENT: words('welke hulpverleners met u werken', 'which professionals work with you'),
  SUPPORT: words('de hulp die u krijgt', 'the help that you get'),
  PLAN: words('uw plan', 'your plan'),
  LIFE_DOMAINS: words('hoe het met u gaat, per onderwerp', 'how you are doing, by subject'),
  SAFETY: words('hoe veilig het bij u is', 'how safe it is at home'),
  SAFETY_PLAN: words('afspraken over veiligheid', 'agreements about safety'),
  SAFETY_NOTICE: words('een bericht over veiligheid', 'a notice about safety'),
  SAFETY_REPORT: words('een melding en het onderzoek daarvan', 'a report and its investigation'),
  REPORTER: words('wie iets meldde', 'who reported something'),
  HEALTH: words('uw gezondheid', 'your health'),
  CRIMINAL: words('contact met politie of justitie', 'contact with police or justice'),
  MEASURE: words('een maatregel van de rechter', 'a measure by the court'),
  INVESTIGATION: words('een onderzoek van de Raad', 'an investigation by the Board'),
  JOURNAL: words('aantekeningen van gesprekken', 'notes of talks'),
  FINANCIAL: words('uw geldzaken', 'your money'),
  EDUCATION: words('school of opleiding', 'school or training'),
  MEDICAL_ALERT: words('een medische waarschuwing', 'a medical alert'),
  CONSENT_RECORD: words('toestemmingen', 'consents'),
};

export const PURPOSE_WORDS: Plain<Purpose> = {
  SUPPORT_PLAN: words('om u te helpen en een plan te maken', 'to help you and make a plan'),
  SUPPORT_ACCESS: words('om uit te zoeken welke hulp past', 'to find out which help fits'),
  SAFETY_ASSESSMENT: words('om te beoordelen of het veilig is', 'to assess whether it is safe'),
  VT_INVESTIGATION: words('voor een onderzoek van Veilig Thuis', 'for an investigation by Veilig Thuis'),
  VT_MONITORING: words('om na te gaan of het veilig blijft', 'to see whether it stays safe'),
  CHILD_PROTECTION_INVESTIGATION: words('voor een onderzoek van de Raad', 'for an investigation by the Board'),
  COURT_REVIEW: words('om een besluit te toetsen', 'to review a decision'),
  SUPERVISION_ORDER: words('om een ondertoezichtstelling uit te voeren', 'to carry out a supervision order'),
  GUARDIANSHIP: words('om de voogdij uit te voeren', 'to carry out the guardianship'),
  JUVENILE_PROBATION: words('voor de jeugdreclassering', 'for juvenile probation'),
  RESTRAINING_ORDER: words('voor een huisverbod', 'for a temporary restraining order'),
  OWN_FILE: words('voor de eigen inzage', 'for the own view'),
  OVERSIGHT: words('voor toezicht', 'for oversight'),
  STATISTICS: words('voor cijfers', 'for statistics'),
  ADMINISTRATION: words('voor beheer', 'for administration'),
  ACUTE_DANGER: words('omdat er direct gevaar was', 'because there was immediate danger'),
};

export const ROLE_WORDS: Plain<Role> = {
  FAMILY_WORKER: words('gezinswerker', 'family worker'),
  PREVENTIVE_WORKER: words('preventief jeugdbeschermer', 'preventive youth protector'),
  VT_ADVISER: words('adviseur', 'adviser'),
  FIXED_CONTACT: words('vaste contactpersoon', 'fixed contact'),
  ACCESS_CONSULTANT: words('jeugdconsulent', 'youth consultant'),
  TRIAGIST: words('medewerker die een melding beoordeelt', 'worker who assesses a report'),
  VT_INVESTIGATOR: words('onderzoeker', 'investigator'),
  CONFIDENTIAL_DOCTOR: words('vertrouwensarts', 'confidential doctor'),
  BEHAVIOURAL_SCIENTIST: words('gedragsdeskundige', 'behavioural scientist'),
  CHILD_PROTECTION_INVESTIGATOR: words('onderzoeker', 'investigator'),
  LEGAL_ADVISER: words('jurist', 'legal adviser'),
  YOUTH_PROTECTOR: words('jeugdbeschermer', 'youth protector'),
  GUARDIAN: words('voogd', 'guardian'),
  JUVENILE_PROBATION_OFFICER: words('jeugdreclasseerder', 'juvenile probation officer'),
  CRISIS_DUTY: words('medewerker van de crisisdienst', 'worker of the crisis service'),
  TEAM_LEAD: words('teamleider', 'team lead'),
  DATA_SUBJECT: words('de persoon zelf', 'the person concerned'),
  PRIVACY_OFFICER: words('privacy officer', 'privacy officer'),
  MANDATE_HOLDER: words('leidinggevende', 'manager'),
  FG: words('functionaris gegevensbescherming', 'data protection officer'),
  AUDITOR: words('toezichthouder', 'auditor'),
  LOG_KEEPER: words('beheerder van het logboek', 'keeper of the log'),
  ANALYST: words('onderzoeker van cijfers', 'analyst'),
};

/** For every page of an own view: what is not on it. */
export const LOG_NOTICE: Words = words(
  'Dit overzicht is misschien niet volledig. U ziet alleen wie via Samenzicht keek. Soms mag iets nog niet worden getoond. Wilt u weten wie er keek? Vraag het aan de organisatie en noem het kenmerk.',
  'This list may be incomplete. You only see who looked through Samenzicht. Sometimes something may not be shown yet. Do you want to know who looked? Ask the organisation and give the reference.',
);
