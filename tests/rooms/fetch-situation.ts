// Two own cases of one team, their people, four holders with real addresses, and cells by table: what the rooms before fetch would have found.
// The real read, prune, planner, fetch and verify run on it.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { accessIn } from '../../gateway/access.ts';
import { createClock } from '../../gateway/adapters/clock.ts';
import { createGrants } from '../../gateway/adapters/grants.ts';
import { LINE_LIMITS, openPartnerLine } from '../../gateway/adapters/partner-line.ts';
import { createFetch, type Fetch } from '../../gateway/fetch/fetch.ts';
import { createPlanner } from '../../gateway/fetch/plan.ts';
import type { Recheck } from '../../gateway/fetch/recheck.ts';
import { createPrune } from '../../gateway/prune/prune.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import { createVerify } from '../../gateway/verify/verify.ts';
import type { Asked, AskedCell } from '../../gateway/vocabulary/asked.ts';
import type { ProfessionalCaller } from '../../gateway/vocabulary/caller.ts';
import { type Cell, type CellKey, cellKeyOf, type Decision, type Opened } from '../../gateway/vocabulary/decision.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { Fetched, Verified } from '../../gateway/vocabulary/fetched.ts';
import { lawId } from '../../gateway/vocabulary/law-row.ts';
import type { Reading } from '../../gateway/vocabulary/operation.ts';
import { ruleId } from '../../gateway/vocabulary/policy-rule.ts';
import type { OutwardIds, TraceContext } from '../../gateway/vocabulary/ports.ts';
import { isRefusal, type Refusal } from '../../gateway/vocabulary/refusal.ts';
import { type Holder, registration } from '../../gateway/vocabulary/registration.ts';
import { type SubjectKey, subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import type { ClaimFact } from '../../schema/facts-format.ts';
import { caseId, innerKey, localDate, type Oin, oin, professionalId } from '../../schema/identifiers.ts';
import { CATEGORIES, type Category } from '../../schema/names/category.ts';
import { valuesOf } from '../../schema/names/define.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';
import { createAccess } from '../../subgraphs/access/access.ts';
import { realIndex } from '../support/operations.ts';

export const CASE = caseId.parse('case-0001');
export const OTHER_CASE = caseId.parse('case-0002');
export const CHILD_KEY = innerKey.parse('child-key-0000000');
export const PARENT_KEY = innerKey.parse('parent-key-000000');
export const UNREGISTERED_KEY = innerKey.parse('newborn-key-00000');
export const STRANGER_KEY = innerKey.parse('stranger-key-0000');
export const CHILD = subjectKeyOf(CASE, CHILD_KEY);
export const PARENT = subjectKeyOf(CASE, PARENT_KEY);
export const NEWBORN = subjectKeyOf(CASE, UNREGISTERED_KEY);
/** The same child, in another own case. */
export const CHILD_ELSEWHERE = subjectKeyOf(OTHER_CASE, CHILD_KEY);

const oinOf = (end: number) => oin.parse(String(end).padStart(20, '0'));
export const REGISTER = oinOf(10);
export const TEAM = oinOf(21);
export const OTHER_TEAM = oinOf(22);
export const VT = oinOf(31);

export const ISSUER = 'https://gateway.test';
const { privateKey } = generateKeyPairSync('ed25519');
const jwk = privateKey.export({ format: 'jwk' }) as { x: string; d: string };
export const grants = createGrants({
  issuer: ISSUER,
  keys: [{ kty: 'OKP', crv: 'Ed25519', x: jwk.x, d: jwk.d }],
  now: Date.now,
});

export type Urls = Partial<Record<'register' | 'team' | 'otherTeam' | 'vt', string>>;

function holdersAt(urls: Urls): readonly Holder[] {
  const holder = (of: Oin, kind: OrganisationKind, source: SourceKind, name: string, url = 'http://127.0.0.1:9') => ({
    ...registration.parse({
      organisation: { oin: of, kind, name, region: 'Noord' },
      source,
      url,
      desk: { name, phone: '088-0000000', hours: 'altijd' },
      tellsPlace: false,
      emergencyProfile: false,
    }),
    source,
    url,
  });
  // Not in OIN order: nobody may rely on how they are listed.
  return [
    holder(VT, 'VEILIG_THUIS', 'VEILIG_THUIS', 'VT Noord', urls.vt),
    holder(OTHER_TEAM, 'LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM', 'Team Twee', urls.otherTeam),
    holder(TEAM, 'LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM', 'Team Een', urls.team),
    holder(REGISTER, 'PERSONS_REGISTER', 'PERSONS', 'Register', urls.register),
  ];
}

export type CellRow = {
  readonly subject: SubjectKey;
  readonly holder: Oin;
  readonly category: Category;
  readonly opened?: Partial<Opened>;
  /** False: opened, and left out of the question by a shield. */
  readonly asked?: boolean;
  readonly withoutLocating?: boolean;
  readonly origins?: readonly Oin[];
};

export function cells(subject: SubjectKey, holder: Oin, ...categories: Category[]): CellRow[] {
  return categories.map((category) => ({ subject, holder, category }));
}

const SOURCE_OF_HOLDER: Readonly<Record<string, SourceKind>> = {
  [REGISTER]: 'PERSONS',
  [TEAM]: 'LOCAL_TEAM',
  [OTHER_TEAM]: 'LOCAL_TEAM',
  [VT]: 'VEILIG_THUIS',
};

export function askedOf(rows: readonly CellRow[]): Asked {
  const decided = new Map<CellKey, { cell: Cell; verdict: Decision extends never ? never : Opened }>();
  const asked = new Map<CellKey, AskedCell>();
  for (const row of rows) {
    const { subject, holder, category } = row;
    const opened: Opened = {
      outcome: 'ALLOW',
      rule: ruleId.parse('rule-1'),
      bases: [lawId.parse('jw-7.3.11-4')],
      regime: 'CONSENT',
      via: 'CONSENT',
      period: { from: null, until: null },
      fields: null,
      evidence: null,
      ...row.opened,
    };
    const key = cellKeyOf(subject, holder, category);
    decided.set(key, {
      cell: { subject, holder, category, source: SOURCE_OF_HOLDER[holder] ?? 'ACCESS' },
      verdict: opened,
    });
    if (row.asked === false) continue;
    asked.set(key, { opened, withoutLocating: row.withoutLocating ?? false, origins: row.origins ?? [] });
  }
  const present = new Set([CHILD, PARENT, NEWBORN, CHILD_ELSEWHERE]);
  const decision = { policyVersion: 'policy-1', cells: decided, present, all: decided };
  return { decision, opened: new Set(decided.keys()), asked, shields: [] } as unknown as Asked; // Stands for shield.
}

const today = localDate.parse('2026-09-21');

function callerAt(holders: readonly Holder[]): ProfessionalCaller {
  const organisation = holders.find((one) => one.organisation.oin === TEAM)?.organisation;
  const caller = {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse('worker-1'),
    organisation,
    motherOrganisation: null,
    role: 'FAMILY_WORKER',
    assurance: 'high',
    client: 'case-system',
  };
  return caller as unknown as ProfessionalCaller; // Stands for authenticate.
}

/** `roots`: which own cases each root names, by its key. */
function factsOf(
  holders: readonly Holder[],
  roots: Readonly<Record<string, readonly (typeof CASE)[]>>,
  claims: readonly ClaimFact[],
): Facts {
  const subject = (key: SubjectKey, ownCase: typeof CASE, person: typeof CHILD_KEY, registered = true) => [
    key,
    { key, ownCase, person, registered, capacities: ['CHILD'], isCaller: false },
  ];
  const ownCase = (id: typeof CASE, members: SubjectKey[], caseClaims: readonly ClaimFact[]) => [
    id,
    { id, kind: 'PLAN', householdKind: 'WITH_CHILDREN', openedOn: today, region: 'Noord', members, claims: caseClaims },
  ];
  const made = {
    clock: { domain: 1_790_000_000_000, wall: 1_790_000_000_000, today },
    caller: callerAt(holders),
    organisation: TEAM,
    organisationKind: 'LOCAL_TEAM_MUNICIPAL',
    roots: new Map(Object.entries(roots).map(([key, some]) => [key, { cases: some, hasNextPage: false }])),
    cases: new Map([
      ownCase(CASE, [CHILD, PARENT, NEWBORN], claims),
      ownCase(OTHER_CASE, [CHILD_ELSEWHERE], []),
    ] as never),
    subjects: new Map([
      subject(CHILD, CASE, CHILD_KEY),
      subject(PARENT, CASE, PARENT_KEY),
      subject(NEWBORN, CASE, UNREGISTERED_KEY, false),
      subject(CHILD_ELSEWHERE, OTHER_CASE, CHILD_KEY),
    ] as never),
    holders: new Map([
      [CASE, holders],
      [OTHER_CASE, holders],
    ]),
    consents: [],
    releases: [],
    requests: [],
    necessities: [],
    consentVersion: 1n,
  };
  return made as unknown as Facts; // Stands for gather.
}

const ids: OutwardIds = { seal: (_kind, inner) => inner, open: (_kind, outward) => outward };
const read = createRead({ index: realIndex, limits: READ_LIMITS });
const prune = createPrune({ index: realIndex });
const verify = createVerify({ index: realIndex });
const QUICK = { ...LINE_LIMITS, connect: 300, headers: 400, body: 300, call: 600, answer: 100_000 };

export const TRACE: TraceContext = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  parentSpanId: 'b7ad6b7169203331',
  sampled: true,
};

export type Run = {
  readonly fetched: Fetched;
  readonly verified: Verified;
  readonly reading: Reading;
  readonly facts: Facts;
};

export type Situation = {
  run(
    query: string,
    rows: readonly CellRow[],
    more?: {
      readonly variables?: Readonly<Record<string, unknown>>;
      readonly roots?: Readonly<Record<string, readonly (typeof CASE)[]>>;
      readonly claims?: readonly ClaimFact[];
      readonly recheck?: (asked: Asked, facts: Facts) => Recheck;
      readonly signal?: AbortSignal;
      readonly at?: Urls;
    },
  ): Promise<Run>;
  /** As run, for a fetch that is refused. */
  refused(query: string, rows: readonly CellRow[], recheck: (asked: Asked, facts: Facts) => Recheck): Promise<Refusal>;
  close(): Promise<void>;
};

export async function openSituation(urls: Urls): Promise<Situation> {
  const line = openPartnerLine(QUICK);
  const notAsked = () => Promise.reject(new Error('not asked here'));
  const access = accessIn(await createAccess(), {
    reconfirmDays: 30,
    store: { givenTo: notAsked },
    tasks: { ofOrganisation: async () => [], ofPerson: async () => [] },
    ownRequests: { ofPerson: notAsked },
    log: { looksAt: notAsked },
    pseudonyms: { subject: () => '' },
    ids: { open: () => null },
    lawOf: () => undefined,
    duties: { ofCases: async () => [] },
    emergencies: { unreviewed: async () => [] },
    lists: {
      requestsBy: async () => [],
      requestsTo: async () => [],
      releasesBy: async () => [],
      offeredTo: async () => [],
    },
    organisationOf: () => null,
  });
  const planner = createPlanner({
    supergraphSdl: readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'),
    index: realIndex,
    access,
    telemetryDisabled: process.env.APOLLO_TELEMETRY_DISABLED,
  });
  await planner.apollo.load({ apollo: {} });
  const pseudonyms = {
    professional: (_caller: unknown, holder: Oin) => `pseudonym-at-${holder.slice(-2)}`,
    subject: (person: string) => person,
  };
  const fetch: Fetch = createFetch({
    index: realIndex,
    run: planner.run,
    line,
    signer: grants,
    pseudonyms,
    clock: createClock(null, () => 1_790_000_000_000),
  });

  const begin: Situation['run'] extends (...args: infer Args) => unknown
    ? (...args: Args) => Promise<{ outcome: Fetched | Refusal; finish: (fetched: Fetched) => Run }>
    : never = async (query, rows, more = {}) => {
    const holders = holdersAt({ ...urls, ...more.at });
    const facts = factsOf(holders, more.roots ?? { r0_household: [CASE] }, more.claims ?? []);
    const question = { text: query, operationName: null, variables: { id: CASE, ...more.variables } };
    const reading = read(question, facts.caller, ids);
    if (isRefusal(reading)) throw new Error(reading.message.en);
    const asked = askedOf(rows);
    const pruned = prune(asked, reading, facts);
    const recheck = more.recheck?.(asked, facts) ?? (async () => ({ asked, facts }));
    const errand = { trace: TRACE, signal: more.signal ?? new AbortController().signal };
    const outcome = await fetch(pruned, asked, { facts, reading, errand, recheck });
    return {
      outcome,
      finish: (fetched) => ({ fetched, verified: verify(fetched, pruned, reading, facts), reading, facts }),
    };
  };

  return {
    async run(...args) {
      const { outcome, finish } = await begin(...args);
      if (isRefusal(outcome)) throw new Error(`refused: ${outcome.code}`);
      return finish(outcome);
    },
    async refused(query, rows, recheck) {
      const { outcome } = await begin(query, rows, { recheck });
      if (!isRefusal(outcome)) throw new Error('it was not refused');
      return outcome;
    },
    async close() {
      await planner.apollo.stop();
      await line.close();
    },
  };
}

/** All categories, for a test that looks at something else. */
export const EVERYTHING = valuesOf(CATEGORIES).filter((category) => category !== 'NONE');
