// Conditions and ways to open, in words for officers, Dutch and English. The closed lists bring the Dutch terms; identifiers stay as they are.
import { CASE_KINDS, HOUSEHOLD_KINDS } from '../../schema/names/case-kind.ts';
import { CLAIM_KINDS } from '../../schema/names/claim-kind.ts';
import type { Condition } from '../vocabulary/condition.ts';
import type { How } from './ways.ts';

export type Language = 'nl' | 'en';

/** One letter for a narrow table, and what it means. */
export const HOW: Readonly<Record<How, { readonly letter: string; readonly nl: string; readonly en: string }>> = {
  INTERNAL: { letter: 'I', nl: 'eigen dossier', en: 'own file' },
  DUTY: { letter: 'D', nl: 'wettelijke plicht van de bronhouder', en: 'duty of the holder' },
  CONSENT: { letter: 'C', nl: 'toestemming', en: 'consent' },
  RELEASE: { letter: 'R', nl: 'als de bronhouder vrijgeeft', en: 'if the holder releases' },
  PUSH: { letter: 'P', nl: 'als de bronhouder het ongevraagd geeft', en: 'if the holder provides unasked' },
  EMERGENCY: {
    letter: 'E',
    nl: 'in een open noodsituatie, bij een noodprofiel',
    en: 'in an open emergency, at an emergency profile',
  },
  OWN: { letter: 'O', nl: 'eigen inzage', en: 'own view' },
};

export function conditionWords(condition: Condition, language: Language): string {
  const dutch = language === 'nl';
  switch (condition.kind) {
    case 'CLAIM_IN_FORCE': {
      const kinds = dutch ? terms(condition.claims, CLAIM_KINDS, ' of ') : condition.claims.join(' or ');
      return dutch
        ? `geldt vandaag: ${kinds}${CLAIM_ABOUT[condition.about].nl}`
        : `in force today: ${kinds}${CLAIM_ABOUT[condition.about].en}`;
    }
    case 'CASE_KIND':
      return dutch
        ? `de eigen zaak is ${terms(condition.in, CASE_KINDS, ' of ')}`
        : `the own case is ${condition.in.join(' or ')}`;
    case 'HOUSEHOLD_KIND':
      return dutch
        ? `het is een ${terms(condition.in, HOUSEHOLD_KINDS, ' of ')}`
        : `the household is ${condition.in.join(' or ')}`;
    case 'AGE':
      return ageWords(condition.from, condition.below, dutch);
    case 'SWITCH':
      return dutch ? `de schakelaar ${condition.name} staat aan` : `the switch ${condition.name} is on`;
    case 'SUBJECT_IS_CALLER':
      return dutch ? 'het gaat over de vrager zelf' : 'it is about the asker';
    case 'CALLER_HAS_CUSTODY':
      return dutch
        ? 'de vrager heeft vandaag gezag over dit kind onder de 16'
        : 'the asker has custody today over this child under 16';
    default:
      return condition satisfies never;
  }
}

const CLAIM_ABOUT = {
  CASE: { nl: '', en: ' (in the own case)' },
  SUBJECT: { nl: ', over deze persoon', en: ', about this person' },
  SUBJECT_OR_CHILD_OF_SUBJECT: {
    nl: ', over deze persoon of een kind van deze persoon',
    en: ', about this person or a child of this person',
  },
} as const;

function ageWords(from: number | undefined, below: number | undefined, dutch: boolean): string {
  const parts = [
    ...(from === undefined ? [] : [dutch ? `vanaf ${from} jaar` : `from ${from}`]),
    ...(below === undefined ? [] : [dutch ? `onder de ${below} jaar` : `below ${below}`]),
  ];
  return dutch ? parts.join(' en ') : `age ${parts.join(' and ')}`;
}

function terms(values: readonly string[], list: Readonly<Record<string, string>>, or: string): string {
  return values.map((value) => list[value] ?? value).join(or);
}
