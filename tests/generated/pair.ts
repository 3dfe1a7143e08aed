// One pair of worlds that whoever asks may not tell apart, and one operation: what both answered and asked is compared (guarantee G1). On the way,
// what left for the holders is held against what was opened (G2, and representations of withheld people).
import fc from 'fast-check';
import type { WalkEnd } from '../../gateway/vocabulary/record.ts';
import { partsOfSubjectKey } from '../../gateway/vocabulary/subject.ts';
import { type InnerKey, innerKey } from '../../schema/identifiers.ts';
import { comparable } from '../scenarios/same-bytes.ts';
import { type WrittenOperation, writeOperation } from '../support/operation-writer.ts';
import { realIndex, tapes, writerSettings } from '../support/operations.ts';
import { partnerAt } from './partners.ts';
import { NOBODY, PEOPLE } from './people.ts';
import { type Changed, otherWorld, SECRETS, type Secret } from './secrets.ts';
import { shieldOf, withoutShielded } from './shielded.ts';
import type { Call, GeneratedSystem, Seen } from './system.ts';
import { ASKER, CASES, type GeneratedWorld, type WorldPicks, worldOf, worldPicks } from './world.ts';

const twist = fc.record({
  shielded: fc.nat({ max: 3 }).map((number) => number === 3),
  secrets: fc.subarray([...SECRETS], { minLength: 1 }),
  salt: fc.nat({ max: 999_999 }),
  shield: fc.record({ kind: fc.nat({ max: 60 }), subject: fc.nat({ max: 60 }), holder: fc.nat({ max: 60 }) }),
});
type Drawn = typeof twist extends fc.Arbitrary<infer Value> ? Value : never;
export type Twist = Omit<Drawn, 'secrets'> & { readonly secrets: readonly Secret[] };

/** One operation of one kind of caller, with as many pairs of worlds as there are. */
export function batches(pairs: number): fc.Arbitrary<Batch> {
  return fc.noBias(
    fc.record({
      tape: tapes,
      asks: fc.record({
        rule: fc.nat({ max: 9_999 }),
        role: fc.nat({ max: 60 }),
        kind: fc.nat({ max: 60 }),
        purpose: fc.nat({ max: 60 }),
      }),
      worlds: fc.array(fc.tuple(worldPicks, twist), { minLength: 1, maxLength: pairs, size: 'max' }),
    }),
  );
}
export type Batch = {
  readonly tape: readonly number[];
  readonly asks: Pick<WorldPicks, 'rule' | 'role' | 'kind' | 'purpose'>;
  readonly worlds: readonly (readonly [WorldPicks, Twist])[];
};

export type Violation = { readonly rule: string; readonly one: string; readonly other: string };
export type Pair = {
  readonly world: GeneratedWorld;
  readonly other: GeneratedWorld;
  readonly operation: WrittenOperation;
  readonly changed: readonly Changed[];
  readonly shielded: string | null;
  readonly seen: Seen;
  /** What was decided closed for what was asked. */
  readonly closed: number;
  readonly violations: readonly Violation[];
};

export async function comparePair(system: GeneratedSystem, batch: Batch, number: number): Promise<Pair> {
  const [picked, twisted] = batch.worlds[number] ?? [];
  if (picked === undefined || twisted === undefined) throw new RangeError('no such pair');
  const plain = worldOf(system.policy, { ...picked, ...batch.asks });
  // A held person's consents are hidden too, and open things at the same time: without them the decisions would be others.
  const operation = operationFor(system, plain, batch.tape, twisted.shielded ? { fields: ['Person.consents'] } : {});
  const first = twisted.shielded ? await system.ask(plain, operation) : null;
  const shield = first === null ? null : shieldOf(plain, first.end?.asked ?? null, twisted.shield);
  const world = shield === null ? plain : { ...plain, shields: [shield] };
  const seen = await system.ask(world, operation);
  const changed: Changed[] = [];
  const asked = seen.end?.verified?.asked ?? seen.end?.asked ?? null;
  const change = { secrets: new Set<Secret>(twisted.secrets), salt: twisted.salt };
  const other =
    shield === null
      ? otherWorld(world, asked, change, (one) => changed.push(one))
      : withoutShielded(world, shield, seen.end?.facts ?? null);
  const seenOther = await system.ask(other, operation);
  return {
    world,
    other,
    operation,
    changed,
    shielded: shield?.kind ?? null,
    seen,
    closed: [...(asked?.decision.cells.values() ?? [])].filter(({ verdict }) => verdict.outcome !== 'ALLOW').length,
    violations: [...differences(seen, seenOther, shield !== null), ...outOfBounds(seen)],
  };
}

export function operationFor(
  system: GeneratedSystem,
  world: GeneratedWorld,
  tape: readonly number[],
  without: { readonly arguments?: readonly string[]; readonly fields?: readonly string[] } = {},
): WrittenOperation {
  const { caller, purpose } = world;
  const own = caller.kind === 'PROFESSIONAL' ? caller.organisation.organisation : null;
  const households =
    own === null
      ? ['no-id-of-anything']
      : [...CASES, 'case-that-is-elsewhere', 'case-that-is-not'].map((id) => system.ids.seal('HOUSEHOLD', id, own.oin));
  const roots =
    own === null ? ['Query.me'] : ['Query.household', 'Query.householdsOf', 'Query.caseload', 'Query.tasks'];
  const settings = writerSettings(realIndex, {
    purpose,
    // The case that surely exists more often than the others together.
    household: [...Array.from({ length: 8 }, () => households[0] ?? ''), ...households],
    bsn: [...PEOPLE.map(({ bsn }) => bsn), NOBODY],
    // Whoever holds the cursor of a case has seen it: of cases that are in one of the two worlds only, nobody has one.
    after:
      own === null ? [] : [CASES[0], CASES[1], 'case-that-is-not'].map((id) => system.ids.seal('CURSOR', id, own.oin)),
    withoutArguments: without.arguments ?? [],
    favour: (coordinate) => favour(world, coordinate),
    without: (coordinate) => {
      if (coordinate.startsWith('Query.')) return !roots.includes(coordinate);
      if (without.fields?.includes(coordinate) === true) return true;
      const [type = '', field = ''] = coordinate.split('.');
      return realIndex.field(type, field)?.category === 'REPORTER' && own?.kind !== 'VEILIG_THUIS';
    },
  });
  return writeOperation(settings, tape);
}

/** The way down to a person, the files that the caller's rule opens, and what it opens of them. */
function favour({ looksAt }: GeneratedWorld, coordinate: string): number {
  const [type = '', name = ''] = coordinate.split('.');
  if (['members', 'person', 'nodes', 'household'].includes(name)) return 14;
  const field = realIndex.field(type, name);
  if (field?.folded === true) return 1;
  if (type === 'Person') return field?.source === looksAt.source ? 12 : 0;
  if (realIndex.files.some((file) => file.type === type))
    return field?.category != null && looksAt.categories.includes(field.category) ? 5 : 0;
  // Texts are known again in an answer.
  return field?.type === 'String' && field.category !== 'NONE' ? 3 : 0;
}

/** With a shield the same calls hold fewer people: then who is called, for what and in which order is compared. */
function differences(one: Seen, other: Seen, shielded: boolean): readonly Violation[] {
  const found: Violation[] = [];
  const compare = (rule: string, left: string, right: string) => {
    if (left !== right) found.push({ rule, one: left, other: right });
  };
  compare('the same status', String(one.status), String(other.status));
  compare('the same headers', one.headers.join('\n'), other.headers.join('\n'));
  compare('the same bytes', comparable(one.text), comparable(other.text));
  const callOf = ({ holder, path, body, grant }: Call) =>
    shielded
      ? `${partnerAt(holder).slug} ${path}`
      : `${partnerAt(holder).slug} ${path} ${body} ${JSON.stringify(grant)}`;
  compare('the same calls in the same order', one.calls.map(callOf).join('\n'), other.calls.map(callOf).join('\n'));
  return found;
}

/** What left for a holder without having been opened there. */
export function outOfBounds({ calls, end }: Pick<Seen, 'calls' | 'end'>): readonly Violation[] {
  const found: Violation[] = [];
  const opened = openedCells(end);
  for (const { holder, path, body, grant } of calls) {
    if (path !== '/graphql') continue;
    const slug = partnerAt(holder).slug;
    if (![...opened.keys()].some((key) => key.startsWith(`${holder}|`))) {
      found.push({ rule: 'G2: a holder of whom nothing is open is not called', one: slug, other: 'not called' });
    }
    for (const person of representedIn(body)) {
      if (opened.get(`${holder}|${person}`) === undefined) {
        found.push({
          rule: 'representations of withheld people never leave',
          one: `${nameOf(person)} at ${slug}`,
          other: 'not represented',
        });
      }
    }
    for (const { id, cells } of grant.subjects) {
      for (const { category } of cells) {
        if (opened.get(`${holder}|${id}`)?.has(category) !== true) {
          found.push({
            rule: 'a grant covers what was opened and asked, and no more',
            one: `${category} of ${nameOf(id)} at ${slug}`,
            other: 'not granted',
          });
        }
      }
    }
  }
  return found;
}

/** Asked in the end, by holder and person. */
function openedCells(end: WalkEnd | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const opened = new Map<string, Set<string>>();
  const { asked, opened: reported, decision } = end?.asked ?? {};
  for (const [key, { cell }] of decision?.cells ?? []) {
    if (reported?.has(key) !== true) continue;
    const person = partsOfSubjectKey(cell.subject)?.person;
    // A shielded cell is open, and nobody is asked about it: the holder is called all the same.
    const place = `${cell.holder}|${asked?.has(key) === true ? person : '-'}`;
    opened.set(place, (opened.get(place) ?? new Set()).add(cell.category));
  }
  return opened;
}

function representedIn(body: string): readonly InnerKey[] {
  const { variables }: { variables: Record<string, unknown> } = JSON.parse(body);
  return Object.values(variables).flatMap((value) =>
    Array.isArray(value)
      ? value.flatMap((one: unknown) => {
          const id = innerKey.safeParse(typeof one === 'object' && one !== null ? Reflect.get(one, 'id') : null);
          return id.success ? [id.data] : [];
        })
      : [],
  );
}

function nameOf(key: InnerKey): string {
  return PEOPLE.find((one) => one.key === key)?.name ?? key;
}

/** The same two worlds at the decision point: which cells a search finds for the caller. */
export async function compareAtPoint(
  system: GeneratedSystem,
  batch: Batch,
  number: number,
): Promise<{ readonly world: GeneratedWorld; readonly violations: readonly Violation[]; readonly found: number }> {
  const [picked, twisted] = batch.worlds[number] ?? [];
  if (picked === undefined || twisted === undefined) throw new RangeError('no such pair');
  const world = worldOf(system.policy, { ...picked, ...batch.asks });
  if (world.caller.kind === 'DATA_SUBJECT') return { world, violations: [], found: 0 };
  const question = {
    subject: { type: 'professional', id: ASKER },
    action: { name: world.purpose },
    resource: { type: 'cell' },
  };
  const one = await system.askPoint(world, 'search/resource', question);
  const change = { secrets: new Set<Secret>(twisted.secrets), salt: twisted.salt };
  // Nothing was asked of any source there, so that all that sources hold is changed.
  const other = await system.askPoint(
    otherWorld(world, null, change, () => {}),
    'search/resource',
    question,
  );
  const { results = [] }: { results?: readonly unknown[] } = JSON.parse(one.text);
  return { world, violations: differences(one, other, false), found: results.length };
}
