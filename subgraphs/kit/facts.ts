// POST /facts: the kinds of question a holder answers about its own cases or register.
import type {
  FactsQuestion,
  OwnCasesAnswer,
  OwnCasesQuestion,
  PersonsAnswer,
  PersonsQuestion,
  SubjectAnswer,
  SubjectQuestion,
} from '../../schema/facts-format.ts';

/** A handler per kind of question; a kind that is left out is refused. */
export interface FactsHandlers {
  readonly OWN_CASES?: (question: OwnCasesQuestion) => Promise<OwnCasesAnswer>;
  readonly PERSONS?: (question: PersonsQuestion) => Promise<PersonsAnswer>;
  readonly SUBJECT?: (question: SubjectQuestion) => Promise<SubjectAnswer>;
}

export type FactsAnswer = OwnCasesAnswer | PersonsAnswer | SubjectAnswer;

/** Null: this holder does not answer this kind of question. Rejects when its source cannot be read. */
export async function answerFacts(handlers: FactsHandlers, question: FactsQuestion): Promise<FactsAnswer | null> {
  switch (question.ask) {
    case 'OWN_CASES':
      return (await handlers.OWN_CASES?.(question)) ?? null;
    case 'PERSONS':
      return (await handlers.PERSONS?.(question)) ?? null;
    case 'SUBJECT':
      return (await handlers.SUBJECT?.(question)) ?? null;
  }
}
