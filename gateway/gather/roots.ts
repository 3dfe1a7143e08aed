// What each root field asks of the own source, and which of the own cases it then shows.
import type { OwnCaseFact, OwnCasesAnswer, OwnCasesQuestion } from '../../schema/facts-format.ts';
import { type CaseId, caseId, type LocalDate, type ProfessionalId } from '../../schema/identifiers.ts';
import type { RootAsk } from '../vocabulary/operation.ts';
import { newestFirst } from './own-cases.ts';

/** Stands for an id that could not be opened: the same question is asked about it as about one that does not exist. */
const NO_SUCH_CASE: CaseId = caseId.parse('no-such-case');

/** Roots that start from own cases: a professional's. */
export type CaseRoot = Exclude<RootAsk, { kind: 'ME' }>;

/** INVARIANT alike: a household that exists and one that does not are asked after by the same call. */
export function questionFor(
  root: CaseRoot,
  professional: ProfessionalId,
  today: LocalDate,
  asksAnyone: boolean,
): OwnCasesQuestion {
  const select = selectionOf(root, today);
  // All cases of an organisation are nobody's to ask for.
  return { ask: 'OWN_CASES', professional, select, ...(asksAnyone && !('all' in select) ? { anyone: true } : {}) };
}

function selectionOf(root: CaseRoot, today: LocalDate): OwnCasesQuestion['select'] {
  switch (root.kind) {
    case 'HOUSEHOLD':
      return { household: root.id ?? NO_SUCH_CASE };
    case 'HOUSEHOLDS_OF':
      return { bsn: root.bsn, on: today };
    case 'CASELOAD':
    case 'TASKS':
      return { all: true };
    default:
      return root satisfies never;
  }
}

export type Shown = { readonly cases: readonly OwnCaseFact[]; readonly hasNextPage: boolean };

/** `isOwn`: open and involved today. A page counts from where its cursor stands among all cases ever told, so that a case that closed loses no place. */
export function shownBy(root: CaseRoot, answer: OwnCasesAnswer, isOwn: (ownCase: OwnCaseFact) => boolean): Shown {
  const told = [...new Map(answer.cases.map((ownCase) => [ownCase.id, ownCase])).values()].sort(newestFirst);
  switch (root.kind) {
    case 'HOUSEHOLD':
      return { cases: told.filter((ownCase) => ownCase.id === root.id && isOwn(ownCase)), hasNextPage: false };
    case 'HOUSEHOLDS_OF':
    case 'TASKS':
      return { cases: told.filter(isOwn), hasNextPage: false };
    case 'CASELOAD': {
      const at = root.after === null ? -1 : told.findIndex((ownCase) => ownCase.id === root.after);
      const rest = root.after !== null && at === -1 ? [] : told.slice(at + 1).filter(isOwn);
      const cases = rest.slice(0, Math.max(0, root.first));
      return { cases, hasNextPage: rest.length > cases.length };
    }
    default:
      return root satisfies never;
  }
}
