// POST /facts at the own source and the register, each under a facts grant. A question enters; its parsed answer or "unreachable" leaves.
import type { z } from 'zod';
import {
  type FactsQuestion,
  ownCasesAnswer,
  type PersonsAnswer,
  personsAnswer,
  subjectAnswer,
} from '../../schema/facts-format.ts';
import type { Grant } from '../../schema/grant-format.ts';
import { type InnerKey, innerKey } from '../../schema/identifiers.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import { bodyHashOf } from '../vocabulary/body-hash.ts';
import type { Caller } from '../vocabulary/caller.ts';
import type { Errand, FactsDesk, GrantSigner, PartnerLine, Pseudonyms, Unreachable } from '../vocabulary/ports.ts';
import type { Holder } from '../vocabulary/registration.ts';

/** People named in one grant: it is a header, and servers take 16 KiB of those by default. */
const MOST_PERSONS = 100;

/** Gives the desk for one request: its calls belong to that request's trace, purpose and time. */
export function createFactsDesk(settings: {
  readonly line: PartnerLine;
  readonly signer: GrantSigner;
  readonly pseudonyms: Pseudonyms;
}): (errand: Errand, purpose: Purpose) => FactsDesk {
  const { line, signer, pseudonyms } = settings;
  return (errand, purpose) => {
    const ask = async <Answer>(
      holder: Holder,
      caller: Caller,
      question: FactsQuestion,
      about: readonly InnerKey[],
      parser: z.ZodType<Answer>,
    ): Promise<Answer | Unreachable> => {
      const body = JSON.stringify(question);
      const act = pseudonyms.professional(caller, holder.organisation.oin);
      const grant = signer.sign({
        aud: holder.organisation.oin,
        sub: recipientOf(caller, act),
        role: caller.role,
        act,
        purpose,
        use: 'FACTS',
        subjects: about.map((id) => ({ id, cells: [] })),
        claims: [],
        bodyHash: bodyHashOf(body),
      });
      const answer = await line.post({ holder, path: '/facts' }, body, grant, errand);
      if (answer.kind === 'UNREACHABLE') return answer;
      const parsed = parser.safeParse(answer.json);
      return parsed.success ? parsed.data : { kind: 'UNREACHABLE' };
    };
    return {
      ownCases: (own, caller, question) => ask(own, caller, question, [], ownCasesAnswer),
      persons: async (register, caller, subjects) => {
        const once = [...new Set(subjects)];
        const some = Array.from({ length: Math.ceil(once.length / MOST_PERSONS) }, (_, at) =>
          once.slice(at * MOST_PERSONS, (at + 1) * MOST_PERSONS),
        );
        const answers = await Promise.all(
          some.map(async (asked) => {
            const answer = await ask(register, caller, { ask: 'PERSONS', subjects: asked }, asked, personsAnswer);
            return 'kind' in answer ? answer : aboutAsked(answer, asked);
          }),
        );
        return together(answers);
      },
      subject: (register, caller, question) => ask(register, caller, question, [], subjectAnswer),
    };
  };
}

/** Half of the facts would decide otherwise than all of them. */
function together(answers: readonly (PersonsAnswer | Unreachable)[]): PersonsAnswer | Unreachable {
  const persons: PersonsAnswer['persons'] = [];
  for (const answer of answers) {
    if ('kind' in answer) return answer;
    persons.push(...answer.persons);
  }
  return { persons };
}

/** A fact about somebody who was not asked is no fact; two answers about one person are no answer. */
function aboutAsked(answer: PersonsAnswer, asked: readonly InnerKey[]): PersonsAnswer | Unreachable {
  const persons = answer.persons.filter(({ id }) => asked.includes(id));
  if (new Set(persons.map(({ id }) => id)).size < persons.length) return { kind: 'UNREACHABLE' };
  return { persons };
}

/** Who receives. A data subject's inner key is not known before the register has answered: until then the pseudonym stands for it. */
function recipientOf(caller: Caller, pseudonym: string): Grant['sub'] {
  switch (caller.kind) {
    case 'PROFESSIONAL':
      return caller.organisation.oin;
    case 'DATA_SUBJECT':
      return innerKey.parse(pseudonym);
  }
}
