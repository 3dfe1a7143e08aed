// The loader: a world into databases and store, once; and what the two processes are then told.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadParsedWorld } from '../../demo/load-world.ts';
import { portsFrom } from '../../demo/ports.ts';
import type { SystemSettings } from '../../demo/settings.ts';
import { holdersSettings } from '../../demo/settings.ts';
import { StartProblem } from '../../demo/start-problem.ts';
import { parseWorld } from '../../demo/world/read-world.ts';
import { gatewaySettings } from '../../gateway/settings.ts';
import { testPostgres } from '../support/postgres.ts';

const DEFAULT = readFileSync(new URL('../../demo/worlds/default.yaml', import.meta.url), 'utf8');
const server = testPostgres();
const dataDir = mkdtempSync(join(tmpdir(), 'samenzicht-load-'));
const ports = portsFrom(4000);

/** Loads this text; gives the settings and what was said. */
async function load(yaml: string, at = ports): Promise<{ settings: SystemSettings; said: string[] }> {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  return {
    settings: await loadParsedWorld(parseWorld('w.yaml', yaml), { postgres: server, ports: at, dataDir, say }),
    said,
  };
}

async function query(databaseUrl: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end();
  }
}

function databaseOf({ holders }: SystemSettings, oin: string): string {
  const found = holders.holders.find(({ holder }) => holder.oin === oin);
  if (found === undefined || found.source === 'VEILIG_THUIS') throw new Error(`${oin} is not in the settings`);
  return found.databaseUrl;
}

describe('the loader of a world', () => {
  let first: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    first = await load(DEFAULT);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('fills every holder and the store, and says so', async () => {
    expect(first.said).toEqual(['The world "default" is new here: 57 people at 8 holders.']);
    const register = databaseOf(first.settings, '00000099000000004010');
    expect(await query(register, 'select count(*)::int as n from register.person')).toEqual([{ n: 57 }]);
    const store = first.settings.gateway.databaseUrl;
    expect(await query(store, 'select count(*)::int as n from consent')).toEqual([{ n: 29 }]);
    expect(await query(store, 'select count(*)::int as n from shield')).toEqual([{ n: 8 }]);
    expect(await query(store, 'select count(*)::int as n from partner')).toEqual([{ n: 8 }]);
  });

  it('gives settings that both processes accept', () => {
    expect(() => gatewaySettings.parse(first.settings.gateway)).not.toThrow();
    expect(() => holdersSettings.parse(JSON.parse(JSON.stringify(first.settings.holders)))).not.toThrow();
    expect(first.settings.gateway.domainNow).toBe('2026-11-22T10:00:00+01:00');
    expect(first.settings.holders.holders.map(({ port }) => port)).toEqual([
      4010, 4021, 4022, 4031, 4032, 4041, 4051, 4052,
    ]);
  });

  it('changes nothing when the same world is loaded again, so that what was added since stays', async () => {
    const register = databaseOf(first.settings, '00000099000000004010');
    await query(register, "update register.person set given_names = 'Anders' where family_name = 'Oudenhover'");
    const again = await load(DEFAULT);
    expect(again.said).toEqual([]);
    // A run of its own: its processes share one clock, and none of an earlier run.
    const { demoRun, ...gateway } = again.settings.gateway;
    expect(demoRun).not.toBe(first.settings.gateway.demoRun);
    expect({ ...again.settings, gateway }).toEqual({
      ...first.settings,
      gateway: { ...first.settings.gateway, demoRun: undefined },
    });
    expect(await query(register, "select given_names from register.person where family_name = 'Oudenhover'")).toEqual([
      { given_names: 'Anders' },
    ]);
  });

  it('loads anew when the file has changed', async () => {
    const changed = await load(DEFAULT.replace('familyName: Oudenhover', 'familyName: Oudenhaver'));
    expect(changed.said).toHaveLength(1);
    const register = databaseOf(changed.settings, '00000099000000004010');
    expect(
      await query(register, "select given_names, family_name from register.person where family_name like 'Oudenh%'"),
    ).toEqual([{ given_names: 'Wies', family_name: 'Oudenhaver' }]);
  });

  it('renews only what the gateway knows when the ports have moved', async () => {
    await load(DEFAULT);
    const moved = await load(DEFAULT, portsFrom(5000));
    expect(moved.said).toEqual([]);
    const rows = await query(moved.settings.gateway.databaseUrl, "select body from partner where oin like '%4010'");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.body).toContain('http://127.0.0.1:5010');
  });

  it('keeps its keys in a file that only the owner reads, and the same ones every time', async () => {
    const file = join(dataDir, 'keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await load(DEFAULT);
    expect(again.settings.gateway.grantKey).toEqual(first.settings.gateway.grantKey);
    expect(readFileSync(file, 'utf8')).not.toContain(first.settings.gateway.grantKey.x);
  });

  it('gives outward ids that are the same in every installation: they may stand in documents', () => {
    const personas = JSON.stringify(first.settings.holders.pages.personas);
    expect(personas).toContain('"households":["Qfdp09QZ3W4NxA5Rqylz76d-o20xGSkhbj31VMM2TUcZ-BPMfnpqgWH2GEufdveT"]');
  });

  it('registers a holder that is down, and does not start it', async () => {
    const { settings } = await load(`${DEFAULT}\ndown: [vt-lindemeer]\n`);
    expect(settings.holders.holders.map(({ port }) => port)).toEqual([4010, 4021, 4022, 4032, 4041, 4051, 4052]);
    expect(settings.holders.pages.holders).toHaveLength(8);
    expect(await query(settings.gateway.databaseUrl, 'select count(*)::int as n from partner')).toEqual([{ n: 8 }]);
  });

  it('refuses a world with more holders of a kind than there are addresses', async () => {
    const third = DEFAULT.replace(
      '\n# Who works where',
      `
  - slug: team-c
    oin: "00000099000000004023"
    kind: LOCAL_TEAM_PROVIDER
    name: Een derde team
    desk: { name: x, phone: x, hours: x }

# Who works where`,
    );
    const tried = load(third);
    await expect(tried).rejects.toThrow(StartProblem);
    await expect(tried).rejects.toThrow(
      'The world has more organisations of kind LOCAL_TEAM_PROVIDER than there are addresses for them: leave out "team-c".',
    );
  });
});
