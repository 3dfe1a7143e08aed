// A policy set in; out, for facts and a cell, how far Cedar says that the rules come. Nothing here is the engine's.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Cell, Period } from '../../gateway/vocabulary/decision.ts';
import type { SubjectFacts } from '../../gateway/vocabulary/facts.ts';
import type { PolicySet } from '../../gateway/vocabulary/ports.ts';
import type { Outcome } from '../../schema/names/decision.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import { all, any, oneOf, quoted } from './cedar-text.ts';
import {
  askedDates,
  callOf,
  cellAttributes,
  contextOf,
  givenIn,
  personAttributes,
  principalOf,
  type Question,
} from './request.ts';
import { DEFAULT_MONTHS, type Path, STEPS, type Step, translate } from './translate.ts';

/** `lacks`: the first step that the path that came furthest lacks; USE: the register of purposes; null: everything holds. */
export type Answer = { readonly outcome: Outcome; readonly lacks: Step | 'USE' | null; readonly rule: string | null };

export type Asking = { readonly cell: Cell; readonly holderKind: OrganisationKind; readonly asked: readonly Period[] };

export type Oracle = {
  readonly months: readonly number[];
  /** For the cells of one case. */
  readonly about: (question: Question) => (subject: SubjectFacts, asking: Asking) => Answer;
};

/** The policies of some rules, as Cedar knows them. */
type Slice = { readonly id: string; readonly paths: readonly Path[]; readonly forbid: string };

/**
 * `name`: Cedar keeps parsed policies by name and never lets go of one: an oracle of a used name takes the place of the former. `whole`: all rules are
 * asked in each request; otherwise those that can matter, which says the same sooner.
 */
export function createOracle(set: PolicySet, { name, whole = false }: { name: string; whole?: boolean }): Oracle {
  const slices = new Map<string, Slice>();
  const sliceOf = (purpose: string, kind: string, { source, category }: Cell, own: boolean): Slice => {
    const key = whole ? 'whole' : [purpose, kind, source, category, own].join('|');
    const known = slices.get(key);
    if (known !== undefined) return known;
    const rules = set.rules.filter(
      ({ recipient, categories, source: { kind: from, whose } }) =>
        whole ||
        (from === source &&
          (whose === 'OWN') === own &&
          categories.includes(category) &&
          (recipient.kinds.length === 0 ? ['DATA_SUBJECT'] : recipient.kinds).some((one) => one === kind) &&
          recipient.purposes.some((one) => one === purpose)),
    );
    const purposes = set.purposes.filter((entry) => whole || entry.purpose === purpose);
    const made = parsed(`${name}|${key}`, { ...set, rules, purposes });
    slices.set(key, made);
    return made;
  };
  const months = new Set(
    set.rules.flatMap(({ monthsBefore = DEFAULT_MONTHS }) => (monthsBefore === null ? [] : [monthsBefore])),
  );
  return {
    months: [...months],
    about(question) {
      const { organisation, organisationKind } = question.facts;
      const kind = organisationKind ?? 'DATA_SUBJECT';
      const principal = principalOf(question.facts);
      const context = contextOf(question);
      const given = givenIn(question);
      const people = new Map<SubjectFacts, ReturnType<typeof personAttributes>>();
      return (subject, { cell, holderKind, asked }) => {
        const person = people.get(subject) ?? personAttributes(subject, question);
        people.set(subject, person);
        const slice = sliceOf(question.purpose, kind, cell, cell.holder === organisation);
        const resource = { ...person, ...cellAttributes(subject.person, cell, holderKind, question, given) };
        const dated = asked.length === 0 ? context : { ...context, ...askedDates(asked) };
        return answerOf(ask(callOf(slice.id, principal, resource, dated)), slice);
      };
    },
  };
}

/** Written as one text, which Cedar reads many times sooner than a list; it then names each policy by its place. */
function parsed(id: string, set: PolicySet): Slice {
  const { policies, paths } = translate(set);
  const names = Object.keys(policies);
  const unregistered = `forbid(principal, action, resource) unless { ${registered(set)} };`;
  const answer = preparsePolicySet(id, { staticPolicies: [...Object.values(policies), unregistered].join('\n') });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  const placeOf = new Map(names.map((name, at) => [name, `policy${at}`]));
  return {
    id,
    forbid: `policy${names.length}`,
    paths: paths.map(({ rule, steps }) => ({
      rule,
      steps: steps.map(({ step, policy }) => ({ step, policy: placeOf.get(policy) ?? policy })),
    })),
  };
}

/** Which purpose which role of which kind of organisation may use (AVG 30). */
function registered({ purposes }: PolicySet): string {
  return any(
    purposes.flatMap(({ purpose, users }) =>
      users.map(({ kind, roles }) =>
        all([
          `context.purpose == ${quoted(purpose)}`,
          `principal.kind == ${quoted(kind ?? 'DATA_SUBJECT')}`,
          oneOf('principal.role', roles),
        ]),
      ),
    ),
  );
}

/** The policies that hold: the forbidding one alone, or all that permit. */
function ask(call: Parameters<typeof statefulIsAuthorized>[0]): ReadonlySet<string> {
  const answer = statefulIsAuthorized(call);
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  const { diagnostics } = answer.response;
  const [error] = diagnostics.errors;
  // A policy that cannot be evaluated is skipped by Cedar; here it means that the translation is wrong.
  if (error !== undefined) throw new Error(`${error.policyId}: ${error.error.message}`);
  return new Set(diagnostics.reason);
}

function answerOf(holds: ReadonlySet<string>, { paths, forbid }: Slice): Answer {
  if (holds.has(forbid)) return { outcome: 'DENY', lacks: 'USE', rule: null };
  let best: Answer = { outcome: 'DENY', lacks: 'SCOPE', rule: null };
  let furthest = STEPS.indexOf('SCOPE');
  for (const { rule, steps } of paths) {
    const short = steps.find(({ policy }) => !holds.has(policy))?.step;
    const reached = short === undefined ? STEPS.length : STEPS.indexOf(short);
    if (reached <= furthest) continue;
    furthest = reached;
    best = { outcome: outcomeAt(short), lacks: short ?? null, rule };
  }
  return best;
}

function outcomeAt(lacks: Step | undefined): Outcome {
  switch (lacks) {
    case undefined:
      return 'ALLOW';
    case 'RELEASE':
      return 'PENDING_RELEASE';
    case 'NECESSITY':
      return 'NEEDS_NECESSITY';
    default:
      return 'DENY';
  }
}
