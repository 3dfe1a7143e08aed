// One request's way through Apollo's plan: its fetches gather into waves, consent is compared before each, answers are kept for the graft.
import type { Oin } from '../../schema/identifiers.ts';
import type { Asked } from '../vocabulary/asked.ts';
import type { Facts } from '../vocabulary/facts.ts';
import type { HolderAnswer, JsonObject } from '../vocabulary/fetched.ts';
import type { Reading } from '../vocabulary/operation.ts';
import type { Errand } from '../vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../vocabulary/refusal.ts';
import type { SubjectKey } from '../vocabulary/subject.ts';
import type { Recheck } from './recheck.ts';
import { runWave, type SourceAsk, type WaveOutcome, type WaveTools } from './wave.ts';

export type Request = {
  readonly facts: Facts;
  readonly reading: Reading;
  readonly errand: Errand;
  readonly recheck: Recheck;
};

/** What one holder answered about one person at one path. `asked`: what was asked when the call left. */
export type Answer = { readonly values: JsonObject; readonly asked: Asked };

export class Session {
  readonly request: Request;
  readonly #tools: WaveTools;
  readonly #answers = new Map<string, Answer>();
  readonly #outcomes: WaveOutcome[] = [];
  #asked: Asked;
  #refusal: Refusal | null = null;
  #wave: { readonly asks: SourceAsk[]; readonly done: Promise<void> } | null = null;

  constructor(request: Request, asked: Asked, tools: WaveTools) {
    this.request = request;
    this.#asked = asked;
    this.#tools = tools;
  }

  get asked(): Asked {
    return this.#asked;
  }
  get refusal(): Refusal | null {
    return this.#refusal;
  }
  get outcomes(): readonly WaveOutcome[] {
    return this.#outcomes;
  }

  /** Joins the wave that is being gathered: Apollo starts all fetches of a wave in one go, so it leaves when that go is over. */
  ask(one: SourceAsk): Promise<void> {
    if (this.#wave === null) {
      const asks: SourceAsk[] = [];
      const done = Promise.resolve().then(() => {
        this.#wave = null;
        return this.#leave(asks);
      });
      this.#wave = { asks, done };
    }
    this.#wave.asks.push(one);
    return this.#wave.done;
  }

  answer(path: string, subject: SubjectKey, holder: Oin): Answer | undefined {
    return this.#answers.get(answerKey(path, subject, holder));
  }

  /** Null: not called. */
  statusOf(holder: Oin): HolderAnswer['status'] | null {
    const statuses = this.#outcomes.filter(({ question }) => question.holder.organisation.oin === holder);
    if (statuses.length === 0) return null;
    return statuses.every(({ status }) => status === 'ANSWERED') ? 'ANSWERED' : 'UNREACHABLE';
  }

  /** After the last wave: what closed while holders took their time is no longer asked, so that nothing of it is answered. */
  async settle(): Promise<void> {
    if (this.#refusal !== null) return;
    const current = await this.request.recheck();
    if (isRefusal(current)) this.#refusal = current;
    else this.#asked = current.asked;
  }

  async #leave(asks: readonly SourceAsk[]): Promise<void> {
    if (this.#refusal !== null) return;
    const current = await this.request.recheck();
    if (isRefusal(current)) {
      this.#refusal = current;
      return;
    }
    const { asked, facts } = current;
    this.#asked = asked;
    const { reading, errand } = this.request;
    const outcomes = await runWave(asks, { facts, asked, purpose: reading.profile.purpose, errand }, this.#tools);
    this.#outcomes.push(...outcomes);
    for (const { question, answers } of outcomes) {
      for (const { ask, subject, values } of answers) {
        const key = answerKey(ask.path, subject, question.holder.organisation.oin);
        const before = this.#answers.get(key);
        this.#answers.set(key, { values: { ...before?.values, ...values }, asked });
      }
    }
  }
}

function answerKey(path: string, subject: SubjectKey, holder: Oin): string {
  return `${path}|${subject}|${holder}`;
}
