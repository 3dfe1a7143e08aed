// Moments as a reader in the Netherlands sees them, and back: the domain clock is kept in Amsterdam's time.
import type { Language } from './language.tsx';

const ZONE = 'Europe/Amsterdam';
const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const;

export function momentText(instant: string | number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(new Date(instant));
}

export function clockTimeText(instant: string | number, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  return format.format(new Date(instant));
}

/** `date`: YYYY-MM-DD, or the year alone. */
export function dayText(date: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return date;
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(date));
}

/** For `<input type="datetime-local">`: YYYY-MM-DDTHH:MM in Amsterdam. */
export function fieldText(instant: string | number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(instant))
    .replace(' ', 'T');
}

/** What such a field holds, with the offset that Amsterdam has then; null: not a moment. */
export function instantOfField(field: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(field)) return null;
  const candidates = ['+01:00', '+02:00'].map((offset) => `${field}:00${offset}`);
  return candidates.find((instant) => fieldText(instant) === field) ?? candidates[0] ?? null;
}
