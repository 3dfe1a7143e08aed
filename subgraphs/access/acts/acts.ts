// Every act by the name of its mutation field, and how one is done: the ask enters, what was said and the answer's data leave.
import type { z } from 'zod';
import type { ActAsk, ActSaid, Problem } from '../../../gateway/vocabulary/act.ts';
import type { Json, JsonObject } from '../../../gateway/vocabulary/fetched.ts';
import type { AskField } from '../../../gateway/vocabulary/operation.ts';
import { type Act, type ActContext, type Done, type NotDone, notDone } from './act.ts';
import { contestClaim } from './claims/contest-claim.ts';
import { recordClaim } from './claims/record-claim.ts';
import { reviewClaim } from './claims/review-claim.ts';
import { giveConsent, refuseConsent } from './consent/answer-consent.ts';
import { recordConsent } from './consent/record-consent.ts';
import { requestConsent } from './consent/request-consent.ts';
import { confirmStandIn, standInForCustody } from './consent/stand-in.ts';
import { withdrawConsent } from './consent/withdraw-consent.ts';
import { confirmEmergency } from './emergency/confirm-emergency.ts';
import { declareEmergency } from './emergency/declare-emergency.ts';
import { reviewEmergency } from './emergency/review-emergency.ts';
import { closeInforming } from './informing/close-informing.ts';
import { delayInforming } from './informing/delay-informing.ts';
import { setSafeContact } from './informing/set-safe-contact.ts';
import { answerOwnRequest } from './own/answer.ts';
import { addOwnStatement, requestCorrection } from './own/send.ts';
import { answerRelease } from './release/answer-release.ts';
import { endRelease } from './release/end-release.ts';
import { releaseToSubject } from './release/release-to-subject.ts';
import { releaseUnasked } from './release/release-unasked.ts';
import { requestRelease } from './release/request-release.ts';
import { proposeStandingRelease, signStandingRelease } from './release/standing-release.ts';

import { liftRestriction } from './shields/lift-restriction.ts';
import { liftShield } from './shields/lift-shield.ts';
import { placeShield } from './shields/place-shield.ts';
import { restrictProcessing } from './shields/restrict-processing.ts';
import { stateNecessity } from './state-necessity.ts';

type Perform = (input: unknown, context: ActContext) => Promise<Done | NotDone>;

const ACTS: Readonly<Record<string, Perform>> = {
  recordConsent: parsed(recordConsent),
  giveConsent: parsed(giveConsent),
  refuseConsent: parsed(refuseConsent),
  requestConsent: parsed(requestConsent),
  standInForCustody: parsed(standInForCustody),
  confirmStandIn: parsed(confirmStandIn),
  stateNecessity: parsed(stateNecessity),
  withdrawConsent: parsed(withdrawConsent),
  placeShield: parsed(placeShield),
  liftShield: parsed(liftShield),
  restrictProcessing: parsed(restrictProcessing),
  liftRestriction: parsed(liftRestriction),
  delayInforming: parsed(delayInforming),
  closeInforming: parsed(closeInforming),
  setSafeContact: parsed(setSafeContact),
  recordClaim: parsed(recordClaim),
  reviewClaim: parsed(reviewClaim),
  contestClaim: parsed(contestClaim),
  declareEmergency: parsed(declareEmergency),
  confirmEmergency: parsed(confirmEmergency),
  reviewEmergency: parsed(reviewEmergency),
  requestCorrection: parsed(requestCorrection),
  addOwnStatement: parsed(addOwnStatement),
  answerOwnRequest: parsed(answerOwnRequest),
  requestRelease: parsed(requestRelease),
  answerRelease: parsed(answerRelease),
  releaseUnasked: parsed(releaseUnasked),
  releaseToSubject: parsed(releaseToSubject),
  proposeStandingRelease: parsed(proposeStandingRelease),
  signStandingRelease: parsed(signStandingRelease),
  endRelease: parsed(endRelease),
};

/** Names of the mutation fields that have an act: the schema's Mutation has these and no others. */
export const ACT_NAMES: readonly string[] = Object.keys(ACTS);

/** Throws on a name that is no act: the schema and this list are held equal by a test. */
export async function perform(
  ask: ActAsk,
  field: AskField,
  context: ActContext,
): Promise<{ readonly said: ActSaid; readonly data: JsonObject }> {
  const act = Object.hasOwn(ACTS, ask.name) ? ACTS[ask.name] : undefined;
  if (act === undefined) throw new TypeError(`${ask.name} is no act`);
  const outcome = await act(ask.input, context);
  const problems = 'problems' in outcome ? outcome.problems : [];
  const { holder, reference } = 'problems' in outcome ? { holder: null, reference: null } : outcome;
  const result: JsonObject = { ...outcome.result, problems: problems.map(plain) };
  return {
    said: {
      name: ask.name,
      about: outcome.about,
      holder,
      reference,
      problems: problems.map(({ code }) => code),
      ...('unseen' in outcome && outcome.unseen === true ? { unseen: true } : {}),
    },
    data: { [ask.key]: projected(result, field) },
  };
}

/** An input that the schema lets through and the act does not: each member that does not fit, by its path. */
function parsed<Input>({ input, perform: act }: Act<Input>): Perform {
  return async (given, context) => {
    const read = input.safeParse(withoutNulls(given), { reportInput: true });
    return read.success ? act(read.data, context) : notDone(problemsIn(read.error));
  };
}

function problemsIn(error: z.ZodError): readonly Problem[] {
  return error.issues.map(({ code, path, input }) => ({
    code: code === 'too_small' || input === undefined ? 'ELEMENT_MISSING' : 'NOT_VALID',
    field: path.length === 0 ? null : path.join('.'),
  }));
}

/** In GraphQL a null and an absent member say the same; graphql-js makes objects without prototype. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]])),
  );
}

function plain({ code, field }: Problem): JsonObject {
  return { code, field };
}

/** What the tree asks of a value, under the tree's keys. */
function projected(value: JsonObject, field: AskField): JsonObject {
  const below = field.selections?.get(field.type) ?? [];
  return Object.fromEntries(below.map((one) => [one.key, memberOf(value[one.name] ?? null, one)]));
}

function memberOf(value: Json, field: AskField): Json {
  if (field.selections === null || value === null) return value;
  if (Array.isArray(value)) return value.map((one: Json) => memberOf(one, field));
  return isObject(value) ? projected(value, field) : null;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
