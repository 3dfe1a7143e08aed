// Search: which cells, purposes or professionals an evaluation would say yes to. What is denied, hidden or does not exist is alike: not among the results.
import type { InnerKey } from '../../schema/identifiers.ts';
import { CATEGORIES } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import { SOURCE_KINDS } from '../../schema/names/source-kind.ts';
import type { ProfessionalCaller } from '../vocabulary/caller.ts';
import type { CategoryAsk } from '../vocabulary/operation.ts';
import { isRefusal, type Refusal, refuse } from '../vocabulary/refusal.ts';
import { partsOfSubjectKey } from '../vocabulary/subject.ts';
import { CELL, cellIdOf } from './cell-id.ts';
import type { Groups } from './groups.ts';
import { type Flaw, isFlaw } from './messages.ts';
import type { DecisionPoint, Evaluated, Found } from './point.ts';
import { cellOf, purposeOf, type Question, type QuestionPorts, wantedOf } from './question.ts';
import { aboutOf, PROFESSIONAL } from './subject.ts';

export type SearchSettings = {
  readonly asker: ProfessionalCaller | Refusal;
  readonly groups: Groups;
  readonly answer: (question: Question) => Promise<Evaluated | Refusal>;
  readonly ports: QuestionPorts;
};

const NONE: readonly Found[] = [];
const MOST_CANDIDATES = 20;
/** Consents are the gateway's own. */
const EVERYTHING: readonly CategoryAsk[] = valuesOf(SOURCE_KINDS).flatMap((source) =>
  valuesOf(CATEGORIES)
    .filter((category) => category !== 'NONE')
    .filter((category) => (category === 'CONSENT_RECORD') === (source === 'ACCESS'))
    .map((category): CategoryAsk => ({ source, category, period: null })),
);

export function createSearches({
  asker,
  groups,
  answer,
  ports,
}: SearchSettings): Pick<DecisionPoint, 'subjects' | 'resources' | 'actions'> {
  const { ids, registry, purposes } = ports;
  if (isRefusal(asker)) {
    const refused = () => Promise.resolve(asker);
    return { subjects: refused, resources: refused, actions: refused };
  }
  const own = asker.organisation.oin;

  /** Those of some questions to which the answer is yes, in their order. */
  const permitted = async <Item>(asked: readonly { item: Item; question: Question }[]): Promise<Item[] | Refusal> => {
    const found: Item[] = [];
    for (const { item, question } of asked) {
      const evaluated = await answer(question);
      if (isRefusal(evaluated)) return evaluated;
      if (evaluated.context?.reason === 'FACT_UNAVAILABLE') return notToBeHad();
      if (evaluated.decision) found.push(item);
    }
    return found;
  };

  return {
    async resources({ subject, action, resource }) {
      const about = aboutOf(subject, asker, registry);
      if (about === null || resource.type !== CELL) return NONE;
      if (isFlaw(about)) return notUnderstood(about);
      const purpose = purposeOf(action, about, purposes());
      if ('reason' in purpose) return NONE;
      const wanted = wantedOf(resource, own, ids);
      const group = groups.of(about, purpose.name, wanted.ownCase);
      for (const ask of EVERYTHING) group.asks.set(`${ask.source}|${ask.category}`, ask);
      group.people = wanted.person === undefined ? null : new Set([wanted.person]);
      const shown = await groups.decided(group);
      if ('refusal' in shown) return shown.refusal?.code === 'CALLER_NOT_ALLOWED' ? NONE : (shown.refusal ?? NONE);
      const fits = (person: InnerKey, category: string, holder: string): boolean =>
        (wanted.person ?? person) === person &&
        (wanted.category === undefined || wanted.category === category) &&
        (wanted.holder === undefined || wanted.holder === holder);
      const results = new Map<string, Found>();
      for (const [key, { cell }] of shown.part.decision.cells) {
        const person = partsOfSubjectKey(cell.subject)?.person;
        if (person === undefined || !fits(person, cell.category, cell.holder)) continue;
        group.cells.add(key);
        if (shown.cells.open(cell.subject, cell.holder, cell.category) === undefined) continue;
        const named = { person: ids.seal('PERSON', person, own), category: cell.category, holder: cell.holder };
        const id = cellIdOf(named);
        results.set(id, { type: CELL, id, properties: named });
      }
      return [...results.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, found]) => found);
    },

    async actions({ subject, resource }) {
      const about = aboutOf(subject, asker, registry);
      if (about === null) return NONE;
      if (isFlaw(about)) return notUnderstood(about);
      const cell = cellOf(resource, asker, ports);
      if (isFlaw(cell)) return notUnderstood(cell);
      if ('reason' in cell) return NONE;
      const names = [...new Set(purposes().map(({ purpose }) => purpose))].sort();
      const found = await permitted(
        names.flatMap((name) => {
          const purpose = purposeOf({ name, properties: {} }, about, purposes());
          return 'reason' in purpose ? [] : [{ item: { name }, question: { about, purpose: purpose.name, cell } }];
        }),
      );
      return found;
    },

    /** The gateway keeps no list of an organisation's people: who may come into question is named, or it is the asker alone. */
    async subjects({ subject, action, resource }) {
      const cell = cellOf(resource, asker, ports);
      if (isFlaw(cell)) return notUnderstood(cell);
      if ('reason' in cell || subject.type !== PROFESSIONAL) return NONE;
      const candidates = candidatesOf(subject.properties.among, asker);
      if (candidates === null)
        return notUnderstood({ flaw: `subject.properties.among: at most ${MOST_CANDIDATES} ids` });
      const asked: { item: Found; question: Question }[] = [];
      for (const id of candidates) {
        const about = aboutOf({ ...subject, id }, asker, registry);
        if (about === null) continue;
        if (isFlaw(about)) return notUnderstood(about);
        const purpose = purposeOf(action, about, purposes());
        if ('reason' in purpose) continue;
        const item = { type: PROFESSIONAL, id, properties: { role: about.role } };
        asked.push({ item, question: { about, purpose: purpose.name, cell } });
      }
      return permitted(asked);
    },
  };
}

function candidatesOf(among: unknown, asker: ProfessionalCaller): readonly string[] | null {
  if (among === undefined) return [asker.professional];
  if (!Array.isArray(among) || among.length > MOST_CANDIDATES) return null;
  const named = among.filter((id): id is string => typeof id === 'string');
  return named.length === among.length ? [...new Set(named)].sort() : null;
}

function notUnderstood({ flaw }: Flaw): Refusal {
  return refuse(
    'BAD_USER_INPUT',
    `Deze zoekvraag is niet te beantwoorden (${flaw}). Zie docs/authzen.md.`,
    `This search cannot be answered: ${flaw}. See docs/authzen.md.`,
    'search not understood',
  );
}

/** An empty list would say that nothing is permitted. */
function notToBeHad(): Refusal {
  return refuse(
    'SOURCE_UNREACHABLE',
    'Het eigen zaaksysteem is nu niet bereikbaar, dus er is niet te zoeken. Probeer het opnieuw.',
    'The own case system cannot be reached now, so nothing can be searched. Try again.',
    'own source unreachable',
  );
}
