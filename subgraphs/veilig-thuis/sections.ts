// Per field of VeiligThuisFile: the section of the case system it is read from, and how one of its rows becomes a row of the kit.
import type { z } from 'zod';
import type { Section } from './case-system/questions.ts';
import { assessment, event, followUp, investigation } from './sections/investigations.ts';
import { contact, involvement } from './sections/people.ts';
import { plan } from './sections/plans.ts';
import { report, reporter } from './sections/reports.ts';
import type { TranslatedRow } from './sections/row.ts';
import { medicalFinding, restrainingOrder, safetyNotice } from './sections/whole-records.ts';

export interface SectionReader {
  readonly section: Section;
  readonly row: z.ZodType<TranslatedRow>;
}

export const SECTION_OF: Readonly<Record<string, SectionReader>> = {
  involvement: { section: 'betrokkenheid', row: involvement },
  contacts: { section: 'contactpersonen', row: contact },
  plans: { section: 'plannen', row: plan('ACTION') },
  safetyPlans: { section: 'veiligheidsplannen', row: plan('SAFETY') },
  events: { section: 'gebeurtenissen', row: event },
  reports: { section: 'meldingen', row: report },
  assessments: { section: 'veiligheidsbeoordelingen', row: assessment },
  investigations: { section: 'onderzoeken', row: investigation },
  followUps: { section: 'vervolgtrajecten', row: followUp },
  restrainingOrders: { section: 'huisverboden', row: restrainingOrder },
  medicalFindings: { section: 'medischeBevindingen', row: medicalFinding },
  safetyNotices: { section: 'veiligheidsberichten', row: safetyNotice },
  reporters: { section: 'beschermdDeel', row: reporter },
};
