// Whether the decision opens the consents about one person: access is asked about all members at once, so it looks for itself.
import type { Decision } from '../../gateway/vocabulary/decision.ts';
import type { SubjectKey } from '../../gateway/vocabulary/subject.ts';

export function opensConsents(subject: SubjectKey, decision: Decision): boolean {
  for (const { cell, verdict } of decision.cells.values()) {
    const same = cell.subject === subject && cell.source === 'ACCESS' && cell.category === 'CONSENT_RECORD';
    if (same && verdict.outcome === 'ALLOW') return true;
  }
  return false;
}
