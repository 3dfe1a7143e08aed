// From a file to an answer: people imported into a running system, a case opened on them, and what its professional then sees.
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livingGroupOf, withCapacities } from '../../demo/case/living-group.ts';
import { openCase } from '../../demo/case/open-case.ts';
import type { HolderSettings } from '../../demo/settings.ts';
import { bsn, localDate, professionalId } from '../../schema/identifiers.ts';
import { importLists } from '../../subgraphs/persons/import/import-lists.ts';
import { type System, startSystem } from '../support/system.ts';

const ON = localDate.parse('2026-11-22');
const QUERY = `query Imported($bsn: BSN!) @access(purpose: SUPPORT_PLAN) {
  householdsOf(bsn: $bsn) {
    kind openedOn
    members { capacities person { name { full } birthDate address { city } custody { kind holderCount } relations { kind } } }
  }
}`;

describe('an imported household', () => {
  let system: System;

  const databaseOf = (source: HolderSettings['source'], oin: string): string => {
    const found = system.settings.holders.holders.find(({ holder }) => holder.oin === oin);
    if (found === undefined || found.source !== source || !('databaseUrl' in found))
      throw new Error(`no ${source} ${oin}`);
    return found.databaseUrl;
  };

  beforeAll(async () => {
    system = await startSystem({ note: () => {} });
    const databaseUrl = databaseOf('PERSONS', system.oin('register'));
    await importLists({ databaseUrl, file: join(import.meta.dirname, 'import-brp-lists.csv'), on: ON });
    const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
    const group = withCapacities((await livingGroupOf(sql, bsn.parse('999950022'))) ?? [], ON);
    await sql.end();
    const [about, ...others] = group;
    if (about === undefined) throw new Error('nobody was imported');
    const holder = system.settings.holders.holders.find((one) => one.holder.oin === system.oin('team-b'))?.holder;
    if (holder === undefined) throw new Error('there is no team-b');
    await openCase({
      databaseUrl: databaseOf('LOCAL_TEAM', holder.oin),
      holder,
      region: holder.region ?? 'Nederland',
      kind: 'PLAN',
      members: [about, ...others],
      professional: professionalId.parse('team-b:lotte'),
      on: ON,
    });
  });
  afterAll(async () => {
    await system?.close();
  });

  it('is found at once by its professional, by the BSN of each member; a secret address hides that of the children there', async () => {
    const households = [];
    for (const number of ['999950022', '999950010']) {
      const { status, body } = await system.ask('lotte', QUERY, { bsn: number });
      expect(status).toBe(200);
      households.push(JSON.parse(JSON.stringify(body)).data.householdsOf);
    }
    expect(households[1]).toEqual(households[0]);
    const [[household, ...more]] = households;
    expect(more).toEqual([]);
    expect({ ...household, members: undefined }).toEqual({
      kind: 'WITH_CHILDREN',
      openedOn: '2026-11-22',
      members: undefined,
    });
    const byName = (a: { person: { name: { full: string } } }, b: typeof a) =>
      a.person.name.full < b.person.name.full ? -1 : 1;
    expect(household.members.sort(byName)).toEqual([
      {
        capacities: ['PARENT'],
        person: {
          ...{ name: { full: 'Anna Linden' }, birthDate: '1985-03-04', address: null, custody: null },
          relations: expect.arrayContaining([{ kind: 'PARTNER' }]),
        },
      },
      {
        capacities: ['PARENT'],
        person: {
          ...{
            name: { full: 'Bas van den Berk' },
            birthDate: '1984-07-10',
            address: { city: 'Utrecht' },
            custody: null,
          },
          relations: expect.arrayContaining([{ kind: 'PARTNER' }]),
        },
      },
      {
        capacities: ['CHILD'],
        person: {
          ...{ name: { full: 'Cas van den Berk' }, birthDate: '2012-03-04', address: null },
          ...{
            custody: { kind: 'JOINT_PARENTAL', holderCount: 2 },
            relations: [{ kind: 'PARENT' }, { kind: 'PARENT' }],
          },
        },
      },
      {
        capacities: ['CHILD'],
        person: {
          ...{ name: { full: 'Dee van den Berk' }, birthDate: '2015-06-15', address: null },
          ...{
            custody: { kind: 'JOINT_PARENTAL', holderCount: 2 },
            relations: [{ kind: 'PARENT' }, { kind: 'PARENT' }],
          },
        },
      },
    ]);
  });

  it('does not exist for another professional', async () => {
    const { body } = await system.ask('saskia', QUERY.replace('SUPPORT_PLAN', 'SUPPORT_ACCESS'), { bsn: '999950022' });
    expect(JSON.parse(JSON.stringify(body)).data).toEqual({ householdsOf: [] });
  });
});
