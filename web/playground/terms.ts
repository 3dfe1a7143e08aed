// Closed names in the reader's language: Dutch as the gateway gives it, English made of the name itself.
import type { Language } from './language.tsx';
import type { Names } from './wire.ts';

const ENGLISH: Readonly<Record<string, string>> = {
  BSN: 'BSN (citizen service number)',
  RVDK: 'Child Care and Protection Board (RvdK)',
  VEILIG_THUIS: 'Veilig Thuis',
  VT_ADVISER: 'adviser at Veilig Thuis',
  VT_INVESTIGATOR: 'investigator at Veilig Thuis',
  VT_INVESTIGATION: 'investigation by Veilig Thuis',
  VT_MONITORING: 'monitoring by Veilig Thuis',
  FG: 'data protection officer (FG)',
  PERSONS: 'persons register (BRP)',
  ACCESS: 'access: what Samenzicht itself keeps',
  ALLOW: 'open',
  DENY: 'closed',
  CONSENT_RECORD: 'consent',
};

/** `list`: which closed list, by its name at /demo/names. A value nobody knows stands for itself. */
export function termOf(names: Names, language: Language, list: string, value: string): string {
  if (language === 'nl') return names[list]?.[value] ?? value;
  return ENGLISH[value] ?? value.toLowerCase().replaceAll('_', ' ');
}
