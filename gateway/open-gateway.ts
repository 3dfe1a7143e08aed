// One gateway: settings enter; everything is made, wired and opened; an address leaves. The only place that knows all the parts.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Instant, Oin } from '../schema/identifiers.ts';
import { createAccess } from '../subgraphs/access/access.ts';
import { accessIn } from './access.ts';
import { createDoAct } from './act.ts';
import { createClock, type MovableClock } from './adapters/clock.ts';
import { createFactsDesk } from './adapters/facts-desk.ts';
import { createGrants, type GrantKeys } from './adapters/grants.ts';
import { createOutwardIds } from './adapters/outward-ids.ts';
import { openPartnerLine } from './adapters/partner-line.ts';
import { createPseudonyms } from './adapters/pseudonyms.ts';
import { openRegistry } from './adapters/registry.ts';
import { createSealing } from './adapters/sealing.ts';
import { type SharedClock, shareClock } from './adapters/shared-clock.ts';
import { createAccessLog } from './adapters/store/access-log.ts';
import { createAlongWriter } from './adapters/store/along.ts';
import { openAuditLog } from './adapters/store/audit-log.ts';
import { createBookkeeper } from './adapters/store/books.ts';
import { connect, inTime } from './adapters/store/connect.ts';
import { createDuties } from './adapters/store/duty-book.ts';
import { createEmergencies } from './adapters/store/emergency-book.ts';
import { migrate } from './adapters/store/migrate.ts';
import { createOwnRequests } from './adapters/store/own-request-book.ts';
import { openPool } from './adapters/store/pool.ts';
import { createStore } from './adapters/store/read.ts';
import { createReleaseLists } from './adapters/store/release-lists.ts';
import { createTasks } from './adapters/store/task-book.ts';
import { keepTouch } from './adapters/store/touch.ts';
import { createTrust } from './adapters/trust.ts';
import { createAnswer } from './answer/answer.ts';
import { openGraphQL } from './apollo.ts';
import { type AuditSettings, createAudit, createCallAudit } from './audit/audit.ts';
import { createAuthenticate } from './authenticate/authenticate.ts';
import { createDecisionPoint } from './authzen/decision-point.ts';
import { deskFor } from './authzen/desk.ts';
import { NO_CAPABILITIES } from './authzen/metadata.ts';
import { compilePolicy } from './decide/compile.ts';
import { createFetch } from './fetch/fetch.ts';
import { createPlanner } from './fetch/plan.ts';
import { createGather } from './gather/gather.ts';
import { createAdmission } from './http/admission.ts';
import { counting } from './http/count.ts';
import type { DemoDoors } from './http/demo-doors.ts';
import { createMetrics, gaugesText } from './http/metrics.ts';
import { openServer } from './http/server.ts';
import { type Note, noteOf } from './note.ts';
import { createPrune } from './prune/prune.ts';
import { READ_LIMITS } from './read/limits.ts';
import { onlyTrusted } from './read/only-trusted.ts';
import { createRead } from './read/read.ts';
import type { GatewaySettings } from './settings.ts';
import { createVerify } from './verify/verify.ts';
import { actTerms } from './vocabulary/act.ts';
import { dayOf, instantOf } from './vocabulary/clock.ts';
import { indexFields } from './vocabulary/field-index.ts';
import type { PolicySet } from './vocabulary/ports.ts';
import { createWalk } from './walk.ts';

export type OpenGateway = {
  readonly url: string;
  /** Finishes what runs, writes its records, then lets go of everything. */
  readonly close: () => Promise<void>;
  /** Rotation: other keys of the same settings, from now on. */
  readonly useGrantKeys: (settings: Pick<GatewaySettings, 'grantKey' | 'grantKeysToCome'>) => void;
};

export type OpenOptions = {
  readonly policy: PolicySet;
  /** The value of APOLLO_TELEMETRY_DISABLED: anything but `true` stops the start. */
  readonly telemetryDisabled: string | undefined;
  /** Lines for the operator; without a person's data. */
  readonly note: Note;
};

const STORE_PATIENCE_MS = 2_000;
const STORE_CONNECTIONS = 8;

export async function openGateway(settings: GatewaySettings, options: OpenOptions): Promise<OpenGateway> {
  await using opened = new AsyncDisposableStack();
  const { note, policy: policySet } = options;
  const key = (name: keyof GatewaySettings['keys']): Buffer => Buffer.from(settings.keys[name], 'base64');
  const { databaseUrl, limits } = settings;

  const pool = openPool(databaseUrl, { max: STORE_CONNECTIONS, patience: STORE_PATIENCE_MS });
  opened.defer(() => pool.close());
  const { sql } = pool;
  await migrate(sql);
  const clock = createClock(settings.demo ? settings.domainNow : null);
  const shared =
    settings.demo && settings.demoRun !== null ? await shareClock(sql, clock, settings.demoRun) : undefined;
  const sealing = createSealing(key('sealing'));
  const organisationOf = (oin: Oin) =>
    registry.registrations().find(({ organisation }) => organisation.oin === oin)?.organisation ?? null;
  const along = createAlongWriter({
    sealing,
    nameOf: (oin) => organisationOf(oin)?.name ?? oin,
    triesADay: settings.triesADay ?? 5,
  });
  const log = await openAuditLog({ databaseUrl, wall: clock.wall, along });
  opened.defer(() => log.close());
  const store = createStore(sql, sealing);
  const live = await openRegistry(sql);
  const { registry } = live;
  const touch = await keepTouch({
    open: () => connect(databaseUrl, { max: 1, patience: STORE_PATIENCE_MS }),
    topics: [live.topic, ...(shared === undefined ? [] : [shared.topic])],
    lost(cause) {
      note(noteOf(cause));
      pool.renew();
    },
  });
  opened.defer(() => touch.close());
  const line = openPartnerLine();
  opened.defer(() => line.close());

  const pseudonyms = createPseudonyms(key('pseudonyms'));
  const ids = createOutwardIds(key('outwardIds'));
  const grants = createGrants({ issuer: settings.publicUrl, keys: grantKeysIn(settings), now: clock.wall });
  const desk = createFactsDesk({ line, signer: grants, pseudonyms });
  const policy = compilePolicy(policySet);
  const activities = new Map(policySet.purposes.map(({ purpose, activity }) => [purpose, activity]));

  const [supergraphSdl, requestSdl, terms] = await Promise.all([
    readSchema('supergraph.graphql'),
    readSchema('request.graphql'),
    readFile(new URL('../policies/terms.json', import.meta.url), 'utf8').then((text) =>
      actTerms.parse(JSON.parse(text)),
    ),
  ]);
  const index = indexFields(supergraphSdl, requestSdl, policySet.law);
  const trust = createTrust(live, settings.demo);
  const emergencies = createEmergencies(sql, sealing);
  const laws = new Map(policySet.law.map((row) => [row.id as string, row.says]));
  const access = accessIn(await createAccess(), {
    store,
    reconfirmDays: terms.consentReconfirmDays,
    tasks: createTasks(sql, sealing),
    ownRequests: createOwnRequests(sql, sealing),
    log: createAccessLog(sql),
    pseudonyms,
    ids,
    lawOf: (id) => laws.get(id),
    emergencies,
    lists: createReleaseLists(sql, sealing),
    duties: createDuties(sql),
    organisationOf,
  });
  const planner = createPlanner({ supergraphSdl, index, access, telemetryDisabled: options.telemetryDisabled });
  const metrics = createMetrics();

  const recording: AuditSettings = {
    log,
    pseudonyms,
    sealing,
    activity: (purpose) => activities.get(purpose),
    wall: clock.wall,
  };
  const gathering = { store, registry, emergencies: emergencies.now, switches: () => policySet.switches };
  const trouble = (error: unknown): void => {
    metrics.trouble();
    note(noteOf('internal-error', error));
  };
  const { minutes: emergencyMinutes = 30, aDay: emergenciesADay = 3 } = settings.emergency ?? {};
  const rules = { emergencyMinutes, emergenciesADay };
  const walk = createWalk(
    {
      authenticate: createAuthenticate({ registry, audience: settings.audience, now: clock.wall }),
      read: onlyTrusted(createRead({ index, limits: READ_LIMITS }), trust),
      gatherFor: (visit, { profile }) => createGather({ ...gathering, desk: desk(visit, profile.purpose) }),
      act: createDoAct({
        bookkeeper: createBookkeeper(sql, sealing),
        registry,
        ids,
        policy: () => policySet,
        decisions: () => policy,
        terms,
        rules,
      }),
      policy: () => policy,
      prune: createPrune({ index }),
      fetch: createFetch({ index, run: planner.run, line, signer: grants, pseudonyms, clock }),
      verify: counting(createVerify({ index }), metrics),
      audit: createAudit(recording),
      answer: createAnswer({ index, registry, ids }),
    },
    {
      clock,
      ids,
      store,
      inTouch: touch.inTouch,
      trouble,
    },
  );
  const { publicUrl, authzen: capabilities = NO_CAPABILITIES } = settings;
  const openPoint = createDecisionPoint({
    gatherFor: (visit, purpose, asker, people) =>
      createGather({ ...gathering, desk: deskFor(desk(visit, purpose), asker, people) }),
    policy: () => policy,
    store,
    audit: createCallAudit(recording),
    ids,
    registry,
    policySet: () => policySet,
    capabilities,
  });
  const door = await openGraphQL({
    planner: planner.apollo,
    requestSdl,
    walk,
    maxTokens: READ_LIMITS.tokens,
    jsonAlways200: settings.jsonStatus === 'ALWAYS_200',
  });
  opened.defer(() => door.stop());

  const server = await openServer({
    host: settings.host,
    port: settings.port,
    walk,
    door,
    metrics,
    trust,
    patience: limits.requestMs,
    admission: createAdmission(limits.atOnce),
    gauges: async () => {
      const { unreviewed, overdue } = await inTime(emergencies.total(dayOf(clock.domain())), STORE_PATIENCE_MS);
      return gaugesText({ unreviewed, overdue });
    },
    jwks: grants.jwks,
    authzen: { publicUrl, capabilities, arrive: walk.arrive, open: openPoint, trouble },
    ...(capabilities.accessRequests ? { accessRequests: { ...walk, publicUrl, ids, trouble } } : {}),
    async ready() {
      const [readable, recordable] = await Promise.all([
        holds(() => store.consentVersion()),
        holds(async () => {
          const asked = sql`SELECT has_table_privilege('audit_row', 'INSERT') AND NOT pg_is_in_recovery() AS may`;
          const [row] = await inTime(asked, STORE_PATIENCE_MS);
          if (row?.may !== true) throw new Error('the record cannot be written');
        }),
      ]);
      return { store: readable, record: recordable, touch: await touch.inTouch(), schema: true };
    },
    demo: settings.demo ? demoDoors(settings, clock, shared, policySet) : undefined,
  });
  opened.defer(() => server.close());

  const all = opened.move();
  return {
    url: server.url,
    close: () => all.disposeAsync(),
    useGrantKeys: (keys) => grants.use(grantKeysIn(keys)),
  };
}

function grantKeysIn({
  grantKey,
  grantKeysToCome = [],
}: Pick<GatewaySettings, 'grantKey' | 'grantKeysToCome'>): GrantKeys {
  return [grantKey, ...grantKeysToCome.map(({ key, from }) => ({ ...key, from: Date.parse(from) }))];
}

function demoDoors(
  settings: GatewaySettings,
  clock: MovableClock,
  shared: SharedClock | undefined,
  policy: PolicySet,
): DemoDoors {
  const now = (): Instant => instantOf(clock.domain());
  const moveOwn = async (to: string): Promise<boolean> => {
    const ahead = clock.aheadAt(to);
    if (ahead !== null) clock.setAhead(ahead);
    return ahead !== null;
  };
  const move = shared?.move ?? moveOwn;
  return {
    clock: { now, start: settings.domainNow, move: async (to) => ((await move(to)) ? now() : null) },
    issuers: settings.demoIssuers,
    policy: () => policy,
    dist: fileURLToPath(new URL('../dist', import.meta.url)),
  };
}

function readSchema(name: string): Promise<string> {
  return readFile(new URL(`../schema/${name}`, import.meta.url), 'utf8');
}

async function holds(check: () => Promise<unknown>): Promise<boolean> {
  return check().then(
    () => true,
    () => false,
  );
}
