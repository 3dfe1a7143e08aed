// A rule that rests on rows of the emergency procedure, held against what that procedure may open at most (design 5, domain 6 "Break-glass").
import type { Category } from '../../schema/names/category.ts';
import type { LawRow } from './law-row.ts';
import type { PolicyRule } from './policy-rule.ts';

type Fault = { readonly path: string; readonly reason: string };

/** Safety plan, contact bans and medical alert; never where somebody is, who reported, or the text of an investigation. */
const EMERGENCY_CATEGORIES: ReadonlySet<Category> = new Set<Category>([
  'SAFETY_PLAN',
  'SAFETY_NOTICE',
  'MEDICAL_ALERT',
]);

export function checkEmergency(rule: PolicyRule, law: ReadonlyMap<string, LawRow>): readonly Fault[] {
  const isEmergency = (id: string): boolean => law.get(id)?.emergencyOnly === true;
  if (![...rule.processing, ...rule.disclosure, ...rule.special].some(isEmergency)) return [];
  const faults: Fault[] = [];
  const fault = (path: string, reason: string) => faults.push({ path, reason });
  for (const [at, purpose] of rule.recipient.purposes.entries()) {
    if (purpose !== 'ACUTE_DANGER')
      fault(`recipient.purposes.${at}`, `an emergency is for ACUTE_DANGER, not for ${purpose}`);
  }
  if (rule.source.whose === 'OWN' || rule.source.kind === 'PERSONS' || rule.source.kind === 'ACCESS') {
    fault('source', 'an emergency opens the file of another organisation, and nothing else');
  }
  for (const [at, category] of rule.categories.entries()) {
    if (!EMERGENCY_CATEGORIES.has(category)) fault(`categories.${at}`, `an emergency never opens ${category}`);
  }
  for (const [at, id] of rule.disclosure.entries()) {
    if (!isEmergency(id))
      fault(`disclosure.${at}`, `${id} is no row of the emergency procedure: make it a rule of its own`);
  }
  return faults;
}
