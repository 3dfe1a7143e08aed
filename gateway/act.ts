// How the walk has an act done: what read and gather made enters; what was written in an open transaction leaves. In process, by access.
import { randomUUID } from 'node:crypto';
import { innerKey } from '../schema/identifiers.ts';
import type { ActContext, ActRules } from '../subgraphs/access/acts/act.ts';
import { perform } from '../subgraphs/access/acts/acts.ts';
import { consentingOf } from './consenting.ts';
import type { CompiledPolicy } from './decide/compile.ts';
import type { ActTerms, DoAct } from './vocabulary/act.ts';
import type { Bookkeeper } from './vocabulary/books.ts';
import type { Recipient } from './vocabulary/caller.ts';
import { instantOf } from './vocabulary/clock.ts';
import { cellKeyOf } from './vocabulary/decision.ts';
import type { Facts } from './vocabulary/facts.ts';
import type { Reading } from './vocabulary/operation.ts';
import { mayUse } from './vocabulary/policy-known-to.ts';
import type { OutwardIds, PolicySet, Registry } from './vocabulary/ports.ts';
import { parseRequest } from './vocabulary/request-handle.ts';

type ActPorts = {
  readonly bookkeeper: Bookkeeper;
  readonly registry: Registry;
  readonly ids: OutwardIds;
  readonly policy: () => PolicySet;
  readonly decisions: () => CompiledPolicy;
  readonly terms: ActTerms;
  readonly rules: ActRules;
};

export function createDoAct(ports: ActPorts): DoAct {
  return async (reading, facts) => {
    const { act, profile } = reading;
    const [field] = profile.tree;
    if (act === null || field === undefined) throw new TypeError('this is no act');
    const { books, settle } = await ports.bookkeeper.open();
    try {
      const consenting = consentingOf(facts, ports.policy(), ports.terms);
      const context: ActContext = { ...contextOf(reading, facts, ports), books, consenting };
      return { ...(await perform(act, field, context)), settle };
    } catch (error) {
      await settle(false);
      throw error;
    }
  };
}

function contextOf(
  reading: Reading,
  facts: Facts,
  { registry, ids, terms, policy, decisions, rules }: Omit<ActPorts, 'bookkeeper'>,
): Omit<ActContext, 'books' | 'consenting'> {
  const { profile, act, emergency } = reading;
  const recipient = recipientOf(facts);
  const named = act === null ? [] : (facts.roots.get(act.key)?.cases ?? []);
  const ownCase = named.flatMap((id) => facts.cases.get(id) ?? [])[0] ?? null;
  return {
    facts,
    purpose: profile.purpose,
    emergency,
    mayUsePurpose: mayUse(policy().purposes, {
      kind: facts.organisationKind,
      role: facts.caller.role,
      purpose: profile.purpose,
    }),
    rules,
    clock: facts.clock,
    now: instantOf(facts.clock.domain),
    terms,
    policySet: policy(),
    registry,
    ownCase,
    personOf: (outward) => {
      const person = ids.open('PERSON', outward, recipient);
      const found = (ownCase?.members ?? []).flatMap((key) => facts.subjects.get(key) ?? []);
      return found.find((subject) => subject.person === person) ?? null;
    },
    keyOf: (outward) => innerKey.safeParse(ids.open('PERSON', outward, recipient)).data ?? null,
    // Answer puts the file's holder before a record's id where it stands in a file.
    recordOf: (outward) => ids.open('RECORD', outward, recipient)?.replace(/^\d{20}~/, '') ?? null,
    requestOf: (outward) => {
      const handle = parseRequest(ids.open('REQUEST', outward, recipient));
      if (handle === null || handle.ownCase !== ownCase?.id) return null;
      return handle.expires !== null && handle.expires < facts.clock.wall ? null : handle;
    },
    releasableNow: ({ key }, holder, categories) => {
      const source = registry.holder(holder)?.source;
      if (source === undefined) return new Map();
      const asks = categories.map((category) => ({ source, category, period: null }));
      const { cells } = decisions().decide(facts, { ...reading, asks });
      return new Map(
        categories.flatMap((category) => {
          const verdict = cells.get(cellKeyOf(key, holder, category))?.verdict;
          const basis = verdict === undefined || verdict.outcome === 'ALLOW' ? undefined : verdict.releasableUnder;
          return basis === undefined ? [] : [[category, basis] as const];
        }),
      );
    },
    newId: randomUUID,
  };
}

function recipientOf({ caller, subjects }: Facts): Recipient {
  if (caller.kind === 'PROFESSIONAL') return caller.organisation.oin;
  return `subject:${[...subjects.values()].find(({ isCaller }) => isCaller)?.person ?? ''}`;
}
