// All fetches that Apollo starts at one moment leave as one call per holder; what came back is kept per path, person and holder.
import type { Grant } from '../../schema/grant-format.ts';
import type { Purpose } from '../../schema/names/purpose.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import type { Asked } from '../vocabulary/asked.ts';
import { bodyHashOf } from '../vocabulary/body-hash.ts';
import { type Clock, instantOf } from '../vocabulary/clock.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { HolderAnswer, JsonObject } from '../vocabulary/fetched.ts';
import type { Errand, GrantSigner, PartnerLine, Pseudonyms } from '../vocabulary/ports.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import { bodyOf, claimsOf, subjectsOf } from './call.ts';
import { type Question, questionsOf } from './question.ts';
import { receive } from './received.ts';
import type { SourceOperation } from './source-operation.ts';

/** One fetch of the plan: who is asked about at one path of the operation. */
export type SourceAsk = {
  readonly source: SourceKind;
  /** Response keys down to Person, joined by `.`; lists leave no trace. */
  readonly path: string;
  readonly operation: SourceOperation;
  /** Each once. */
  readonly subjects: readonly SubjectKey[];
  readonly variables: Readonly<Record<string, unknown>>;
};

export type WaveOutcome = {
  readonly question: Question;
  readonly status: HolderAnswer['status'];
  readonly asOf: string | null;
  readonly milliseconds: number;
  readonly surplus: ReadonlyMap<string, number>;
  readonly answers: readonly { readonly ask: SourceAsk; readonly subject: SubjectKey; readonly values: JsonObject }[];
};

export type WaveTools = {
  readonly line: PartnerLine;
  readonly signer: GrantSigner;
  readonly pseudonyms: Pseudonyms;
  readonly clock: Clock;
};

/** One call per holder (per set of disjoint people), all at once. */
export async function runWave(
  asks: readonly SourceAsk[],
  request: { readonly facts: Facts; readonly asked: Asked; readonly purpose: Purpose; readonly errand: Errand },
  tools: WaveTools,
): Promise<readonly WaveOutcome[]> {
  const questions = questionsOf(asks, request.facts, request.asked);
  return Promise.all(questions.map((question) => askHolder(question, request, tools)));
}

async function askHolder(
  question: Question,
  { facts, asked, purpose, errand }: Parameters<typeof runWave>[1],
  { line, signer, pseudonyms, clock }: WaveTools,
): Promise<WaveOutcome> {
  const began = clock.wall();
  const { holder, groups } = question;
  const lost = (): WaveOutcome => ({
    question,
    status: 'UNREACHABLE',
    asOf: null,
    milliseconds: clock.wall() - began,
    surplus: new Map(),
    answers: [],
  });
  const body = bodyOf(groups);
  const grant = signer.sign({
    aud: holder.organisation.oin,
    sub: recipientOf(facts),
    role: facts.caller.role,
    act: pseudonyms.professional(facts.caller, holder.organisation.oin),
    purpose,
    use: 'DATA',
    subjects: subjectsOf(question, asked),
    claims: claimsOf(question, facts, asked),
    bodyHash: bodyHashOf(body),
  });
  const answer = await line.post({ holder, path: '/graphql' }, body, grant, errand);
  const received = answer.kind === 'ANSWERED' ? receive(answer.json, groups) : null;
  if (received === null) return lost();
  const ended = clock.wall();
  return {
    question,
    status: 'ANSWERED',
    asOf: instantOf(ended),
    milliseconds: ended - began,
    surplus: received.surplus,
    answers: groups.flatMap(({ ask, people }, at) =>
      [...people].flatMap(([person, subject]) => {
        const values = received.groups[at]?.get(person);
        return values === undefined ? [] : [{ ask, subject, values }];
      }),
    ),
  };
}

/** Who receives: the caller's organisation; for an own view the data subject. */
function recipientOf(facts: Facts): Grant['sub'] {
  if (facts.organisation !== null) return facts.organisation;
  const self = [...facts.subjects.values()].find(({ isCaller }) => isCaller);
  if (self === undefined) throw new TypeError('an own view without its data subject');
  return self.person;
}
