// Attacks 20 and 36: never a sign that somebody refused (design 6). A refusal and a question never asked give the same bytes to every recipient.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../demo/world/world.ts';
import { type System, startSystem } from '../support/system.ts';

const REQUEST = { 'x-request-id': '5b1d3c1e-0000-4000-8000-000000000001' };
const QUERY = `query Household($id: ID!) @access(purpose: SUPPORT_PLAN) {
  household(id: $id) {
    access { category outcome code message }
    members { person { name { full } consents { status categories evidence } localTeam { holder { oin } involvement { team } } } }
    plans { holder { oin } parts { heading agreedWith } }
  }
}`;

const fathers = (answers: readonly string[]) => (world: World) => ({
  ...world,
  consents: world.consents.flatMap((consent) => {
    if (consent.slug !== 'joris-a-aan-b') return [consent];
    const [statement] = consent.statements;
    if (statement === undefined) throw new Error('the demo world has changed');
    const statements = answers.map((answer) => ({ ...statement, answer: answer as 'REFUSED' }));
    return answers.length === 0 ? [] : [{ ...consent, statements }];
  }),
});

describe('attack 36: a father who was asked and said no', () => {
  const systems: System[] = [];
  beforeAll(async () => {
    for (const answers of [['REFUSED'], []]) systems.push(await startSystem({ changes: fathers(answers) }));
  });
  afterAll(async () => {
    for (const system of systems) await system.close();
  });

  const seenBy = (persona: string): Promise<string[]> =>
    Promise.all(
      systems.map(async (system) => {
        const household = system.persona(persona).households[0];
        const { status, text } = await system.ask(persona, QUERY, { id: household }, REQUEST);
        expect(status).toBe(200);
        return text.replace(/("requestId":"[^"]*",)"recordId":"[^"]*"/, '$1').replaceAll(/"asOf":"[^"]*"/g, '');
      }),
    );

  it('is to a colleague of the one who wrote it down a father who was never asked', async () => {
    const [refused, neverAsked] = await seenBy('maarten');
    expect(refused).toContain('"status":"VALID"');
    expect(refused).toBe(neverAsked);
  });

  it('stands in the list of the one who wrote it down', async () => {
    const [refused, neverAsked] = await seenBy('lotte');
    expect(refused).toContain('"status":"NOT_VALID"');
    expect(neverAsked).not.toContain('"status":"NOT_VALID"');
  });
});
