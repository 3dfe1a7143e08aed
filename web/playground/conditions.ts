// A condition on today's facts, as a rule or law row states it, in words. A kind this page does not know shows its name.
import type { Language } from './language.tsx';
import { termOf } from './terms.ts';
import type { Text } from './text-nl.ts';
import type { Condition, Names } from './wire.ts';

export function conditionText(condition: Condition, names: Names, language: Language, text: Text): string {
  const said = text.conditionTexts;
  const list = (member: string, of: string): string =>
    textsIn(condition[member])
      .map((value) => termOf(names, language, of, value))
      .join(said.or);
  switch (condition.kind) {
    case 'CLAIM_IN_FORCE':
      return said.claim(list('claims', 'claims'));
    case 'CASE_KIND':
      return said.caseKind(list('in', 'caseKinds'));
    case 'HOUSEHOLD_KIND':
      return said.householdKind(list('in', 'householdKinds'));
    case 'AGE':
      return said.age(numberText(condition.from), numberText(condition.below));
    case 'SWITCH':
      return said.switch(String(condition.name));
    case 'SUBJECT_IS_CALLER':
      return said.subjectIsCaller;
    case 'CALLER_HAS_CUSTODY':
      return said.callerHasCustody;
    default:
      return condition.kind;
  }
}

function textsIn(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}
