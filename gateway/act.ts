// How the walk has an act done: what read and gather made enters; what was written in an open transaction leaves. In process, by access.
import { randomUUID } from 'node:crypto';
import type { ActContext, ActRules } from '../subgraphs/access/acts/act.ts';
import { perform } from '../subgraphs/access/acts/acts.ts';
import { consentingOf } from './consenting.ts';
import type { DoAct } from './vocabulary/act.ts';
import type { Bookkeeper } from './vocabulary/books.ts';
import type { Recipient } from './vocabulary/caller.ts';
import type { ConsentTerms } from './vocabulary/consenting.ts';
import type { Facts } from './vocabulary/facts.ts';
import type { Reading } from './vocabulary/operation.ts';
import { mayUse } from './vocabulary/policy-known-to.ts';
import type { OutwardIds, PolicySet, Registry } from './vocabulary/ports.ts';
import { parseRequest } from './vocabulary/request-handle.ts';

export function createDoAct(ports: {
  readonly bookkeeper: Bookkeeper;
  readonly registry: Registry;
  readonly ids: OutwardIds;
  readonly policy: () => PolicySet;
  readonly terms: ConsentTerms;
  readonly rules: ActRules;
}): DoAct {
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
  { profile, act, emergency }: Reading,
  facts: Facts,
  { registry, ids, policy, rules }: Omit<Parameters<typeof createDoAct>[0], 'bookkeeper' | 'terms'>,
): Omit<ActContext, 'books' | 'consenting'> {
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
    registry,
    ownCase,
    personOf: (outward) => {
      const person = ids.open('PERSON', outward, recipient);
      const found = (ownCase?.members ?? []).flatMap((key) => facts.subjects.get(key) ?? []);
      return found.find((subject) => subject.person === person) ?? null;
    },
    // Answer puts the file's holder before a record's id where it stands in a file.
    recordOf: (outward) => ids.open('RECORD', outward, recipient)?.replace(/^\d{20}~/, '') ?? null,
    requestOf: (outward) => {
      const handle = parseRequest(ids.open('REQUEST', outward, recipient));
      return handle !== null && handle.ownCase === ownCase?.id ? handle : null;
    },
    newId: randomUUID,
  };
}

function recipientOf({ caller, subjects }: Facts): Recipient {
  if (caller.kind === 'PROFESSIONAL') return caller.organisation.oin;
  return `subject:${[...subjects.values()].find(({ isCaller }) => isCaller)?.person ?? ''}`;
}
