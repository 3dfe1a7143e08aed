// One own case of a local team with a child and a parent, five holders, and a decision by table: what the rooms before answer would have found.
import type { Asked } from '../../gateway/vocabulary/asked.ts';
import type { Caller, ProfessionalCaller, SubjectCaller } from '../../gateway/vocabulary/caller.ts';
import {
  type Cell,
  type CellKey,
  cellKeyOf,
  type Decision,
  type Opened,
  type Verdict,
} from '../../gateway/vocabulary/decision.ts';
import type { Facts } from '../../gateway/vocabulary/facts.ts';
import type { JsonObject, Verified } from '../../gateway/vocabulary/fetched.ts';
import { lawId } from '../../gateway/vocabulary/law-row.ts';
import type { Reading } from '../../gateway/vocabulary/operation.ts';
import { ruleId } from '../../gateway/vocabulary/policy-rule.ts';
import type { OutwardIds, Registry } from '../../gateway/vocabulary/ports.ts';
import type { Recorded, WalkEnd } from '../../gateway/vocabulary/record.ts';
import type { Refusal } from '../../gateway/vocabulary/refusal.ts';
import { type Holder, registration } from '../../gateway/vocabulary/registration.ts';
import { type SubjectKey, subjectKeyOf } from '../../gateway/vocabulary/subject.ts';
import { caseId, innerKey, instant, localDate, type Oin, oin, professionalId } from '../../schema/identifiers.ts';
import type { WithheldCode } from '../../schema/names/codes.ts';
import type { OrganisationKind } from '../../schema/names/organisation-kind.ts';
import type { SourceKind } from '../../schema/names/source-kind.ts';

export const CASE = caseId.parse('case-0001');
export const CHILD_KEY = innerKey.parse('child-key-0000000');
export const PARENT_KEY = innerKey.parse('parent-key-000000');
export const STRANGER_KEY = innerKey.parse('stranger-key-0000');
export const CHILD = subjectKeyOf(CASE, CHILD_KEY);
export const PARENT = subjectKeyOf(CASE, PARENT_KEY);

const oinOf = (end: number) => oin.parse(String(end).padStart(20, '0'));
export const REGISTER = oinOf(10);
export const TEAM = oinOf(21);
export const OTHER_TEAM = oinOf(22);
export const VT = oinOf(31);
export const OTHER_VT = oinOf(32);

function holder(of: Oin, kind: OrganisationKind, source: SourceKind, name: string): Holder {
  const parsed = registration.parse({
    organisation: { oin: of, kind, name, region: 'Noord' },
    source,
    url: 'http://127.0.0.1:9',
    desk: { name: `Balie ${name}`, phone: '088-0000000', hours: 'altijd' },
    tellsPlace: false,
    emergencyProfile: false,
  });
  return { ...parsed, source, url: 'http://127.0.0.1:9' };
}

export const HOLDERS: readonly Holder[] = [
  holder(REGISTER, 'PERSONS_REGISTER', 'PERSONS', 'Register'),
  holder(TEAM, 'LOCAL_TEAM_MUNICIPAL', 'LOCAL_TEAM', 'Team Een'),
  holder(OTHER_TEAM, 'LOCAL_TEAM_PROVIDER', 'LOCAL_TEAM', 'Team Twee'),
  holder(VT, 'VEILIG_THUIS', 'VEILIG_THUIS', 'VT Noord'),
  holder(OTHER_VT, 'VEILIG_THUIS', 'VEILIG_THUIS', 'VT Zuid'),
];

export const registry: Registry = {
  registrations: () => HOLDERS,
  holder: (of) => HOLDERS.find(({ organisation }) => organisation.oin === of),
  issuer: () => undefined,
};

/** Readable in expectations: `PERSON:child-key-0000000@21`. Opens only what was sealed for the same recipient. */
export const ids: OutwardIds = {
  seal: (kind, inner, recipient) => `${kind}:${inner}@${recipient.slice(-2)}`,
  open: (kind, outward, recipient) => {
    const [start, end] = [`${kind}:`, `@${recipient.slice(-2)}`];
    return outward.startsWith(start) && outward.endsWith(end) ? outward.slice(start.length, -end.length) : null;
  },
};

export function workerAt(of: Oin = TEAM): ProfessionalCaller {
  const found = registry.holder(of);
  if (found === undefined) throw new TypeError('no such organisation');
  const made: Omit<ProfessionalCaller, symbol> = {
    kind: 'PROFESSIONAL',
    professional: professionalId.parse('worker-1'),
    organisation: found.organisation,
    motherOrganisation: null,
    role: 'FAMILY_WORKER',
    assurance: 'high',
    client: 'case-system',
  };
  return made as ProfessionalCaller; // Stands for authenticate.
}

export function citizen(): SubjectCaller {
  const made = { kind: 'DATA_SUBJECT', bsn: '999990019', role: 'DATA_SUBJECT', assurance: 'high', client: 'portal' };
  return made as unknown as SubjectCaller; // Stands for authenticate.
}

const clock = { domain: 1_790_000_000_000, wall: 1_790_000_000_000, today: localDate.parse('2026-09-21') };

/** `rootKeys`: the roots that name the case. */
export function factsFor(caller: Caller, rootKeys: readonly string[]): Facts {
  const subjects = new Map(
    (
      [
        [CHILD, CHILD_KEY],
        [PARENT, PARENT_KEY],
      ] as const
    ).map(([key, person]) => [
      key,
      {
        key,
        ownCase: CASE,
        person,
        registered: true,
        capacities: ['CHILD'],
        isCaller: caller.kind === 'DATA_SUBJECT' && key === PARENT,
      },
    ]),
  );
  const made = {
    clock,
    caller,
    organisation: caller.kind === 'PROFESSIONAL' ? caller.organisation.oin : null,
    organisationKind: caller.kind === 'PROFESSIONAL' ? caller.organisation.kind : null,
    roots: new Map(rootKeys.map((key) => [key, { cases: [CASE], hasNextPage: false }])),
    cases: new Map([
      [
        CASE,
        {
          id: CASE,
          kind: 'PLAN',
          householdKind: 'WITH_CHILDREN',
          openedOn: clock.today,
          region: 'Noord',
          members: [CHILD, PARENT],
          claims: [],
        },
      ],
    ]),
    subjects,
    holders: new Map([[CASE, HOLDERS]]),
    consents: [],
    releases: [],
    requests: [],
    necessities: [],
    consentVersion: 1n,
  };
  return made as unknown as Facts; // Stands for gather; only what answer and prune read is filled in.
}

export function opened(change: Partial<Opened> = {}): Opened {
  return {
    outcome: 'ALLOW',
    rule: ruleId.parse('rule-1'),
    bases: [lawId.parse('jw-7.3.11-4')],
    regime: 'POWERS',
    via: 'DUTY',
    period: { from: null, until: null },
    fields: null,
    evidence: null,
    ...change,
  };
}

export function closed(code: WithheldCode, reported: WithheldCode = code): Verdict {
  const outcome = code === 'PENDING_RELEASE' || code === 'NEEDS_NECESSITY' ? code : 'DENY';
  return { outcome, code, reported, nearest: [] };
}

/** Every (asked category, member, holder of that kind), as decide would; consents under the own organisation. */
export function decisionFor(
  reading: Reading,
  verdictOf: (cell: Cell) => Verdict,
  absent: readonly SubjectKey[] = [],
): Decision {
  const cells = new Map<CellKey, { cell: Cell; verdict: Verdict }>();
  for (const subject of [CHILD, PARENT]) {
    for (const { source, category } of reading.asks) {
      for (const { organisation, source: kind } of HOLDERS) {
        if (source === 'ACCESS' ? organisation.oin !== TEAM : kind !== source) continue;
        const cell: Cell = { subject, holder: organisation.oin, source, category };
        cells.set(cellKeyOf(subject, cell.holder, category), { cell, verdict: verdictOf(cell) });
      }
    }
  }
  const present = new Set([CHILD, PARENT].filter((subject) => !absent.includes(subject)));
  const made = { policyVersion: 'policy-1', cells, present, all: cells };
  return made as unknown as Decision; // Stands for decide.
}

/** `shielded`: opened, and not asked. `dropped`: neither, though allowed. */
export function askedFor(
  decision: Decision,
  shields: { readonly shielded?: (cell: Cell) => boolean; readonly dropped?: (cell: Cell) => boolean } = {},
): Asked {
  const allowed = [...decision.cells].filter(
    ([, { cell, verdict }]) => verdict.outcome === 'ALLOW' && shields.dropped?.(cell) !== true,
  );
  const asked = allowed.flatMap(([key, { cell, verdict }]) =>
    verdict.outcome === 'ALLOW' && shields.shielded?.(cell) !== true
      ? [[key, { opened: verdict, withoutLocating: false, origins: [] }] as const]
      : [],
  );
  const made = { decision, opened: new Set(allowed.map(([key]) => key)), asked: new Map(asked), shields: [] };
  return made as unknown as Asked; // Stands for shield.
}

export function verifiedFor(asked: Asked, data: JsonObject | null, down: readonly Oin[] = []): Verified {
  const holders = HOLDERS.map(({ organisation, source }) => {
    const isDown = down.includes(organisation.oin);
    return {
      holder: organisation.oin,
      source,
      status: isDown ? 'UNREACHABLE' : 'ANSWERED',
      asOf: isDown ? null : '2026-09-21T10:00:00Z',
    };
  });
  const made = { data, holders, failures: [], asked, calls: [], alarms: [] };
  return made as unknown as Verified; // Stands for fetch and verify.
}

export const recorded = { recordId: 'record-1' } as Recorded; // Stands for audit.

export function endOf(parts: {
  readonly caller?: Caller | null;
  readonly reading?: Reading | null;
  readonly asked?: Asked | null;
  readonly verified?: Verified | null;
  readonly refusal?: Refusal | null;
  readonly facts?: Facts | null;
}): WalkEnd {
  const { caller = workerAt(), reading = null, asked = null, verified = null, refusal = null } = parts;
  const facts =
    parts.facts !== undefined
      ? parts.facts
      : caller === null || reading === null
        ? null
        : factsFor(
            caller,
            reading.roots.map(({ key }) => key),
          );
  return {
    requestId: 'request-1',
    recordId: 'record-1',
    clock,
    trace: { traceId: '0'.repeat(32), parentSpanId: null },
    caller,
    reading,
    facts,
    decision: asked?.decision ?? null,
    asked,
    rechecks: [],
    acted: null,
    verified,
    refusal,
  };
}

export const AS_OF = instant.parse('2026-09-21T10:00:00Z');
