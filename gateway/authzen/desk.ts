// The facts desk, for questions about colleagues: the grant still says who really asks, and only the cases of the people asked about go on.
import type { InnerKey } from '../../schema/identifiers.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { FactsDesk } from '../vocabulary/ports.ts';

/** `people` null: everybody. The own source gets the same question whoever they are. */
export function deskFor(desk: FactsDesk, asker: ProfessionalCaller, people: ReadonlySet<InnerKey> | null): FactsDesk {
  return {
    async ownCases(own, _about, question) {
      const told = await desk.ownCases(own, asker, question);
      if ('kind' in told || people === null) return told;
      return { cases: told.cases.filter(({ persons }) => persons.some(({ id }) => people.has(id))) };
    },
    persons: (register, _about, subjects) => desk.persons(register, asker, subjects),
    subject: (register, _about, question) => desk.subject(register, asker, question),
  };
}
