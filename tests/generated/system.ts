// A gateway of the real rooms and holders of the real kit over a world in memory. Two wires: IN_PROCESS hands the bytes over by a function call,
// HTTP by real servers on both sides. Everything else is the same code: tokens, grants, filters, verification, record.

import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { makeKey } from '../../demo/issuer/key.ts';
import { issueToken } from '../../demo/issuer/token.ts';
import { accessIn } from '../../gateway/access.ts';
import { createFactsDesk } from '../../gateway/adapters/facts-desk.ts';
import { createGrants } from '../../gateway/adapters/grants.ts';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { openPartnerLine } from '../../gateway/adapters/partner-line.ts';
import { describeProblems, loadPolicies } from '../../gateway/adapters/policies.ts';
import { createPseudonyms } from '../../gateway/adapters/pseudonyms.ts';
import { registryOf } from '../../gateway/adapters/registry.ts';
import { createSealing } from '../../gateway/adapters/sealing.ts';
import { createAnswer } from '../../gateway/answer/answer.ts';
import { openGraphQL } from '../../gateway/apollo.ts';
import { createAudit, createCallAudit } from '../../gateway/audit/audit.ts';
import { createAuthenticate } from '../../gateway/authenticate/authenticate.ts';
import { createDecisionPoint } from '../../gateway/authzen/decision-point.ts';
import { deskFor } from '../../gateway/authzen/desk.ts';
import { NO_CAPABILITIES } from '../../gateway/authzen/metadata.ts';
import { compilePolicy } from '../../gateway/decide/compile.ts';
import { createFetch } from '../../gateway/fetch/fetch.ts';
import { createPlanner } from '../../gateway/fetch/plan.ts';
import { createGather } from '../../gateway/gather/gather.ts';
import { createAdmission } from '../../gateway/http/admission.ts';
import { createMetrics } from '../../gateway/http/metrics.ts';
import { openServer } from '../../gateway/http/server.ts';
import { createPrune } from '../../gateway/prune/prune.ts';
import { READ_LIMITS } from '../../gateway/read/limits.ts';
import { createRead } from '../../gateway/read/read.ts';
import { createVerify } from '../../gateway/verify/verify.ts';
import type { Clock } from '../../gateway/vocabulary/clock.ts';
import type {
  AuditRow,
  GrantSigner,
  OutwardIds,
  PartnerLine,
  PolicySet,
  Store,
} from '../../gateway/vocabulary/ports.ts';
import type { WalkEnd } from '../../gateway/vocabulary/record.ts';
import { isRefusal } from '../../gateway/vocabulary/refusal.ts';
import { createWalk, type Rooms } from '../../gateway/walk.ts';
import { type Grant, grant as grantFormat } from '../../schema/grant-format.ts';
import { type Oin, professionalId } from '../../schema/identifiers.ts';
import { createAccess } from '../../subgraphs/access/access.ts';
import { answererOf } from '../../subgraphs/kit/answerer.ts';
import type { FactsHandlers } from '../../subgraphs/kit/facts.ts';
import type { Note } from '../../subgraphs/kit/note.ts';
import { serveSubgraph } from '../../subgraphs/kit/serve.ts';
import type { Source, SourceRow } from '../../subgraphs/kit/source.ts';
import { realIndex } from '../support/operations.ts';
import { graphAt } from './kinds.ts';
import { PARTNERS, type Partner } from './partners.ts';
import { childrenOf, PEOPLE } from './people.ts';
import { ASKER, type GeneratedWorld, NOW, type WorldCaller } from './world.ts';

export type Question = {
  readonly text: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
};
/** A call to a holder, without what differs each time. */
export type Call = {
  readonly holder: Oin;
  readonly path: string;
  readonly body: string;
  readonly grant: Omit<Grant, 'jti' | 'iat' | 'exp'>;
};
export type Seen = {
  readonly status: number;
  /** Without the date. */
  readonly headers: readonly string[];
  readonly text: string;
  readonly calls: readonly Call[];
  readonly end: WalkEnd | undefined;
  readonly records: readonly AuditRow[];
};
export type GeneratedSystem = {
  readonly policy: PolicySet;
  readonly ids: OutwardIds;
  readonly ask: (world: GeneratedWorld, question: Question) => Promise<Seen>;
  /** The other door, over HTTP only: a body for /access/v1/`path`. */
  readonly askPoint: (world: GeneratedWorld, path: string, body: unknown) => Promise<Seen>;
  readonly troubles: readonly unknown[];
  close(): Promise<void>;
};

/** Where a test plants a leak. */
export type Seams = {
  readonly rooms?: (rooms: Rooms, world: () => GeneratedWorld) => Rooms;
  readonly line?: (line: PartnerLine, sign: GrantSigner['sign'], world: () => GeneratedWorld) => PartnerLine;
  readonly source?: (source: Source, holder: Partner) => Source;
};

const ISSUER = 'https://gateway.test';
const REQUEST_ID = '5b1d3c1e-0000-4000-8000-000000000001';
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export async function openGenerated(wire: 'HTTP' | 'IN_PROCESS', seams: Seams = {}): Promise<GeneratedSystem> {
  await using opened = new AsyncDisposableStack();
  const policy = await policies();
  const compiled = compilePolicy(policy);
  const clock: Clock = { domain: () => NOW, wall: Date.now };
  let world: GeneratedWorld | null = null;
  const now = (): GeneratedWorld => {
    if (world === null) throw new Error('no world is on');
    return world;
  };

  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  if (jwk.x === undefined || jwk.d === undefined) throw new TypeError('no Ed25519 key');
  const grants = createGrants({
    issuer: ISSUER,
    keys: [{ kty: 'OKP', crv: 'Ed25519', x: jwk.x, d: jwk.d }],
    now: Date.now,
  });
  const issuers = await serveIssuers(grants.jwks);
  opened.defer(issuers.close);

  const answerers = new Map(PARTNERS.map((one) => [one.organisation.oin, holderOf(one, now, seams, publicKey)]));
  const doors = new Map<Oin, string>();
  if (wire === 'HTTP') {
    for (const partner of PARTNERS) {
      const served = await serveSubgraph({
        ...settingsOf(partner, now, seams),
        sdl: graphAt(partner.source).file,
        port: 0,
        host: '127.0.0.1',
        gatewayIssuer: ISSUER,
        gatewayJwks: issuers.grantKeys,
        demo: false,
      });
      opened.defer(() => served.close());
      doors.set(partner.organisation.oin, served.url);
    }
  }
  const registrations = PARTNERS.map(({ slug: _slug, ...registration }) => ({
    ...registration,
    url: doors.get(registration.organisation.oin) ?? registration.url,
  }));
  const registry = registryOf(registrations, issuers.registrations);

  const calls: Call[] = [];
  const http = openPartnerLine();
  opened.defer(() => http.close());
  const wired: PartnerLine = wire === 'HTTP' ? http : inProcess(answerers);
  const heard: PartnerLine = {
    post(to, body, grant, errand) {
      const { jti: _jti, iat: _iat, exp: _exp, ...kept } = grantFormat.parse(payloadOf(grant));
      calls.push({ holder: to.holder.organisation.oin, path: to.path, body, grant: kept });
      return wired.post(to, body, grant, errand);
    },
  };
  const line = seams.line?.(heard, grants.sign, now) ?? heard;

  const store = storeOf(now);
  const sealing = createSealing(Buffer.alloc(32, 1));
  const pseudonyms = createPseudonyms(Buffer.alloc(32, 2));
  const ids = createOutwardIds(Buffer.alloc(32, 3));
  const desk = createFactsDesk({ line, signer: grants, pseudonyms });
  const gathering = { store, registry, switches: () => policy.switches };
  const access = accessIn(await createAccess(), {
    reconfirmDays: 30,
    store,
    tasks: { ofOrganisation: async () => [], ofPerson: async () => [] },
    duties: { ofCases: async () => [] },
    emergencies: { unreviewed: async () => [] },
    ownRequests: { ofPerson: async () => [] },
    log: { looksAt: async () => [] },
    pseudonyms,
    ids,
    lawOf: () => undefined,
    lists: {
      requestsBy: async () => [],
      requestsTo: async () => [],
      releasesBy: async () => [],
      offeredTo: async () => [],
    },
    organisationOf: (oin) => PARTNERS.find(({ organisation }) => organisation.oin === oin)?.organisation ?? null,
  });
  const planner = createPlanner({
    supergraphSdl: read('schema/supergraph.graphql'),
    index: realIndex,
    access,
    telemetryDisabled: 'true',
  });
  const records: AuditRow[] = [];
  const recording = {
    log: { append: async (rows: readonly AuditRow[]) => void records.push(...rows) },
    pseudonyms,
    sealing,
    activity: () => 'https://samenzicht.example/register/generated',
    wall: clock.wall,
  };
  const audit = createAudit(recording);
  let end: WalkEnd | undefined;
  const troubles: unknown[] = [];
  const rooms: Rooms = {
    authenticate: createAuthenticate({ registry, audience: ISSUER, now: Date.now }),
    read: createRead({ index: realIndex, limits: READ_LIMITS }),
    gatherFor: (visit, { profile }) => createGather({ ...gathering, desk: desk(visit, profile.purpose) }),
    // No mutation is asked here.
    act: () => Promise.reject(new Error('nothing is written')),
    policy: () => compiled,
    prune: createPrune({ index: realIndex }),
    fetch: createFetch({ index: realIndex, run: planner.run, line, signer: grants, pseudonyms, clock }),
    verify: createVerify({ index: realIndex }),
    audit: (one) => {
      end = one;
      return audit(one);
    },
    answer: createAnswer({ index: realIndex, registry, ids }),
  };
  const trouble = (error: unknown) => void troubles.push(error);
  const walk = createWalk(seams.rooms?.(rooms, now) ?? rooms, {
    clock,
    ids,
    store,
    inTouch: async () => true,
    trouble,
  });
  const door = await openGraphQL({
    planner: planner.apollo,
    requestSdl: read('schema/request.graphql'),
    walk,
    maxTokens: READ_LIMITS.tokens,
  });
  opened.defer(() => door.stop());
  const server =
    wire === 'IN_PROCESS'
      ? null
      : await openServer({
          host: '127.0.0.1',
          port: 0,
          walk,
          door,
          metrics: createMetrics(),
          patience: 60_000,
          // This system serves a demo's asker, who may ask anything.
          trust: { rights: () => ({ freely: true, schema: true }), text: () => undefined },
          admission: createAdmission({ all: 10, client: 10, person: 10 }),
          jwks: grants.jwks,
          authzen: {
            publicUrl: ISSUER,
            capabilities: NO_CAPABILITIES,
            arrive: walk.arrive,
            trouble,
            open: createDecisionPoint({
              gatherFor: (visit, purpose, asker, people) =>
                createGather({ ...gathering, desk: deskFor(desk(visit, purpose), asker, people) }),
              policy: () => compiled,
              store,
              audit: createCallAudit(recording),
              ids,
              registry,
              policySet: () => policy,
              capabilities: NO_CAPABILITIES,
            }),
          },
          ready: async () => ({}),
          demo: undefined,
        });
  if (server !== null) opened.defer(() => server.close());

  const begin = (on: GeneratedWorld): void => {
    world = on;
    calls.length = 0;
    records.length = 0;
    end = undefined;
  };
  const finish = (status: number, headers: readonly string[], text: string): Seen => ({
    status,
    headers,
    text,
    calls: [...calls],
    end,
    records: [...records],
  });
  const post = async (on: GeneratedWorld, path: string, body: unknown): Promise<Seen> => {
    if (server === null) throw new Error('this door is open over HTTP only');
    begin(on);
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: await issuers.token(on.caller),
        'x-request-id': REQUEST_ID,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return finish(
      response.status,
      [...response.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`),
      text,
    );
  };

  const all = opened.move();
  return {
    policy,
    ids,
    troubles,
    async ask(on, { text, operationName, variables }) {
      const body = { query: text, operationName, variables };
      if (server !== null) return post(on, '/graphql', body);
      begin(on);
      const { visit, caller } = await walk.arrive({
        authorization: await issuers.token(on.caller),
        requestId: REQUEST_ID,
        traceparent: undefined,
        signal: new AbortController().signal,
      });
      if (isRefusal(caller)) throw new Error(`the caller was refused: ${caller.code} ${caller.cause}`);
      const reply = await door.answer({ body, accept: undefined }, visit, caller);
      return finish(reply.status, [reply.contentType], reply.body);
    },
    askPoint: (on, path, body) => post(on, `/access/v1/${path}`, body),
    close: () => all.disposeAsync(),
  };
}

async function policies(): Promise<PolicySet> {
  const loaded = await loadPolicies(fileURLToPath(new URL('../../policies', import.meta.url)));
  if (loaded.kind === 'PROBLEMS') throw new Error(describeProblems(loaded.problems));
  return loaded.set;
}

function payloadOf(jws: string): unknown {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

type Answerer = ReturnType<typeof answererOf>;

function holderOf(partner: Partner, now: () => GeneratedWorld, seams: Seams, key: KeyObject): Answerer {
  return answererOf({
    ...settingsOf(partner, now, seams),
    sdl: graphAt(partner.source).sdl,
    gatewayIssuer: ISSUER,
    keys: async () => key,
    now: Date.now,
  });
}

function settingsOf(partner: Partner, now: () => GeneratedWorld, seams: Seams) {
  const { organisation } = partner;
  const source: Source = {
    read: async (asked) =>
      asked.flatMap(({ subject, kind }): readonly SourceRow[] => now().rows(organisation.oin, subject, kind)),
    ready: async () => true,
    close: async () => {},
  };
  return {
    holder: organisation,
    source: seams.source?.(source, partner) ?? source,
    facts: factsOf(partner, now),
    note: ({ event }: Note): void => {
      if (event !== 'facts-failed') throw new Error(`${partner.slug}: ${event}`);
    },
  };
}

/** As a case system and the register answer them. */
function factsOf({ source, organisation }: Partner, now: () => GeneratedWorld): FactsHandlers {
  const register = () => {
    const known = now().register;
    if (known === null) throw new Error('out of reach');
    return known;
  };
  if (source === 'PERSONS') {
    return {
      PERSONS: async ({ subjects }) => ({ persons: register().filter(({ id }) => subjects.includes(id)) }),
      SUBJECT: async ({ bsn }) => {
        register();
        const found = PEOPLE.find((one) => one.bsn === bsn && one.registered);
        return { subject: found?.key ?? null, children: found === undefined ? [] : [...childrenOf(found.key)] };
      },
    };
  }
  return {
    OWN_CASES: async ({ professional, select }) => {
      const own = (now().cases.get(organisation.oin) ?? []).filter(({ involvement }) =>
        involvement.some((one) => one.professional === professional),
      );
      if ('all' in select) return { cases: own };
      if ('household' in select) return { cases: own.filter(({ id }) => id === select.household) };
      const named = PEOPLE.find((one) => one.bsn === select.bsn);
      return { cases: own.filter(({ persons }) => persons.some(({ id }) => id === named?.key)) };
    },
  };
}

/** The read side of the store, as its SQL reads it. */
function storeOf(now: () => GeneratedWorld): Store {
  return {
    async givenTo(recipient, about, ownCases, asker = null) {
      const { given } = now();
      const people = new Set(about);
      return {
        version: 1n,
        consents: given.consents.filter(
          (one) => people.has(one.about) && (recipient === null || one.recipient === recipient),
        ),
        releases: given.releases.filter(
          (one) => one.recipient === (recipient ?? asker) && (one.about === null || people.has(one.about)),
        ),
        requests: given.requests.filter((one) => one.recipient === recipient && people.has(one.about)),
        necessities: given.necessities.filter((one) => one.recipient === recipient && people.has(one.about)),
        claims: given.claims.filter((one) => one.organisation === recipient && ownCases.includes(one.ownCase)),
        restrictions: given.restrictions.filter((one) => people.has(one.about)),
      };
    },
    async shields(about, today) {
      return now().shields.filter(
        ({ subject, from, until }) => about.includes(subject) && from <= today && (until === null || today <= until),
      );
    },
    consentVersion: async () => 1n,
  };
}

function inProcess(answerers: ReadonlyMap<Oin, Answerer>): PartnerLine {
  return {
    async post({ holder, path }, body, grant) {
      const answer = answerers.get(holder.organisation.oin);
      if (answer === undefined) return { kind: 'UNREACHABLE' };
      const reply = await answer(path === '/graphql' ? 'DATA' : 'FACTS', grant, Buffer.from(body));
      // As bytes would: nothing but JSON comes through.
      return reply.status === 200
        ? { kind: 'ANSWERED', json: JSON.parse(JSON.stringify(reply.body)) }
        : { kind: 'UNREACHABLE' };
    },
  };
}

/** Of tokens and, at another address, of grants. */
async function serveIssuers(grantKeys: { readonly keys: readonly unknown[] }) {
  const key = await makeKey();
  const server = createServer((request, response) => {
    const keys = request.url === '/grants' ? grantKeys : { keys: [key.publicJwk] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys));
  });
  const base = await listening(server);
  const tokens = new Map<string, Promise<string>>();
  const registrationOf = (citizens: boolean) => ({
    issuer: `${base}/${citizens ? 'citizens' : 'professionals'}`,
    jwks: base,
    organisations: citizens ? [] : PARTNERS.map(({ organisation }) => organisation.oin),
    citizens,
  });
  const issue = (caller: WorldCaller): Promise<string> =>
    caller.kind === 'DATA_SUBJECT'
      ? issueToken(
          {
            id: 'self',
            name: 'self',
            kind: 'DATA_SUBJECT',
            sub: `self-${caller.human.name}`,
            role: 'DATA_SUBJECT',
            bsn: caller.human.bsn,
          },
          { issuer: `${base}/citizens`, audience: ISSUER, key },
        )
      : issueToken(
          {
            id: 'asker',
            name: 'asker',
            kind: 'PROFESSIONAL',
            sub: professionalId.parse(ASKER),
            organisation: caller.organisation.organisation.oin,
            ...(caller.mother === null ? {} : { motherOrganisation: caller.mother.organisation.oin }),
            role: professionalRole(caller.role),
          },
          { issuer: `${base}/professionals`, audience: ISSUER, key },
        );
  return {
    registrations: [registrationOf(false), registrationOf(true)],
    grantKeys: new URL(`${base}/grants`),
    async token(caller: WorldCaller): Promise<string> {
      const name =
        caller.kind === 'DATA_SUBJECT'
          ? caller.human.name
          : `${caller.organisation.slug}|${caller.role}|${caller.mother?.slug}`;
      const token = tokens.get(name) ?? issue(caller);
      tokens.set(name, token);
      return `Bearer ${await token}`;
    },
    close: () => closed(server),
  };
}

function professionalRole(
  role: GeneratedWorld['caller'] extends infer Caller ? (Caller extends { role: infer Role } ? Role : never) : never,
) {
  if (role === 'DATA_SUBJECT') throw new TypeError('a professional in the role of a data subject');
  return role;
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // A server on TCP.
  return `http://127.0.0.1:${port}`;
}

function closed(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
