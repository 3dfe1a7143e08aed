// The handle of a request through the running system: on which denials it stands, what it names, and for whom.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOutwardIds } from '../../gateway/adapters/outward-ids.ts';
import { parseRequest, type RequestHandle } from '../../gateway/vocabulary/request-handle.ts';
import { oin } from '../../schema/identifiers.ts';
import { type Reply, type System, startSystem } from '../support/system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system?.close());

const withheld = z.array(
  z.object({
    subjects: z.array(z.string()),
    holder: z.string().optional(),
    categories: z.array(z.string()),
    code: z.string(),
    request: z.string().optional(),
  }),
);
const body = z.object({ data: z.unknown(), extensions: z.object({ access: z.object({ withheld }) }) });
const decisions = z.object({
  household: z.object({
    access: z.array(
      z.object({
        outcome: z.string(),
        code: z.string().nullable(),
        category: z.string(),
        request: z.string().nullable(),
      }),
    ),
  }),
});

const closedIn = (reply: Reply): z.infer<typeof withheld> => body.parse(reply.body).extensions.access.withheld;

function openedFor(slug: string, request: string | null | undefined): RequestHandle | null {
  const ids = createOutwardIds(Buffer.from(system.settings.gateway.keys.outwardIds, 'base64'));
  return parseRequest(ids.open('REQUEST', request ?? '', oin.parse(system.oin(slug))));
}

const LIFTABLE = new Set(['PENDING_RELEASE', 'NO_VALID_CONSENT']);

describe('A denial that an act of somebody else could lift', () => {
  test.each([
    ['esther', 'vt-lindemeer', 'PENDING_RELEASE', 'RELEASE', 'VT_INVESTIGATION'],
    ['lotte', 'team-b', 'NO_VALID_CONSENT', 'CONSENT', 'SUPPORT_PLAN'],
  ])('carries what a request for it has to name: %s', async (persona, own, code, kind, purpose) => {
    const liftable = closedIn(await system.example(persona)).filter((one) => one.code === code);
    expect(liftable.length).toBeGreaterThan(0);
    for (const { request, holder, categories, subjects } of liftable) {
      const handle = openedFor(own, request);
      expect(handle).toMatchObject({ kind, holder, categories, purpose, role: system.persona(persona).role });
      expect(handle?.about).toHaveLength(subjects.length);
    }
  });

  test('carries it for its own recipient alone', async () => {
    const [one] = closedIn(await system.example('esther')).filter(({ code }) => code === 'PENDING_RELEASE');
    expect(openedFor('vt-lindemeer', one?.request)).not.toBeNull();
    expect(openedFor('team-a', one?.request)).toBeNull();
  });

  test('carries it as one of the decisions of the household too, and what opened or cannot be lifted carries none', async () => {
    const { query, variables } = system.persona('esther').example;
    expect(query).toContain('VT_INVESTIGATION');
    const text = `query($id: ID!) @access(purpose: VT_INVESTIGATION) { household(id: $id) { access { outcome code category request } } }`;
    const reply = await system.ask('esther', text, { id: variables.id });
    const { access } = decisions.parse(body.parse(reply.body).data).household;
    expect(access.filter(({ request }) => request !== null).length).toBeGreaterThan(20);
    for (const { code, category, request } of access) {
      const handle = openedFor('vt-lindemeer', request);
      if (code !== null && LIFTABLE.has(code)) expect(handle?.categories).toEqual([category]);
      else expect(request).toBeNull();
    }
    const others = closedIn(await system.example('esther')).filter(({ code }) => !LIFTABLE.has(code));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter(({ request }) => request !== undefined)).toEqual([]);
  });

  test('carries the same one each time, and none for a data subject', async () => {
    expect(closedIn(await system.example('esther'))).toEqual(closedIn(await system.example('esther')));
    const own = closedIn(await system.example('elin'));
    expect(own.map(({ code }) => code)).toContain('PENDING_RELEASE');
    expect(own.filter(({ request }) => request !== undefined)).toEqual([]);
  });
});
