// The demo's commands as their users meet them: beside a running issuer and clock, and beside nothing.
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockCommand } from '../../bin/demo/clock.ts';
import type { Surroundings } from '../../bin/demo/command.ts';
import { holdersCommand } from '../../bin/demo/holders.ts';
import { nearest } from '../../bin/demo/nearest.ts';
import { tokenCommand } from '../../bin/demo/token.ts';
import { makeKey } from '../../demo/issuer/key.ts';
import type { Persona } from '../../demo/issuer/persona.ts';
import { type RunningIssuer, serveIssuer } from '../../demo/issuer/serve.ts';
import { type Ports, portsFrom } from '../../demo/ports.ts';
import { bsn, oin, professionalId } from '../../schema/identifiers.ts';
import { freePortBase } from '../support/ports.ts';

type Outcome = { readonly code: number; readonly out: string; readonly err: string };

async function run(
  command: (around: Surroundings) => Promise<number>,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  const said: string[] = [];
  const complained: string[] = [];
  const code = await command({ args, env, out: (line) => said.push(line), err: (line) => complained.push(line) });
  return { code, out: said.join('\n'), err: complained.join('\n') };
}

const lotte: Persona = {
  kind: 'PROFESSIONAL',
  id: 'lotte',
  name: 'Lotte',
  sub: professionalId.parse('team-b:lotte'),
  organisation: oin.parse('00000099000000004022'),
  role: 'FAMILY_WORKER',
};
const elin: Persona = {
  kind: 'DATA_SUBJECT',
  id: 'elin',
  name: 'Elin',
  sub: 'citizen:elin',
  role: 'DATA_SUBJECT',
  bsn: bsn.parse('999902088'),
};
const shown = { purposes: ['SUPPORT_PLAN'], households: ['h1'], example: { query: '{ x }', variables: {} } };
const told = {
  claims: { sub: 'x' },
  situation: { nl: 'S01 Iets', en: 'S01 Something' },
  says: { nl: 'Ziet haar eigen dossier.', en: 'Sees her own file.' },
  acts: [],
};
const team = { oin: '00000099000000004022', kind: 'LOCAL_TEAM_PROVIDER', name: 'De Wissel' };
const pages = {
  personas: [
    { id: 'lotte', name: 'Lotte', organisation: team, role: 'FAMILY_WORKER', ...shown, ...told },
    { id: 'elin', name: 'Elin', organisation: null, role: 'DATA_SUBJECT', ...shown, ...told },
  ],
  holders: [{ ...team, region: 'Lindemeer', url: 'http://127.0.0.1:4022', emergencyProfile: false }],
};

describe('the commands of the demo', () => {
  let ports: Ports;
  let env: NodeJS.ProcessEnv;
  let issuers: RunningIssuer[];
  let gateway: Server;
  const moves: string[] = [];

  beforeAll(async () => {
    const base = await freePortBase();
    ports = portsFrom(base);
    env = { PORT: String(base) };
    const key = await makeKey();
    const audience = 'http://127.0.0.1/graphql';
    issuers = [
      await serveIssuer({ port: ports.issuer, key, audience, personas: [lotte], pages }),
      await serveIssuer({ port: ports.citizensIssuer, key, audience, personas: [elin], pages }),
    ];
    gateway = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        moves.push(body);
        response.statusCode = body.includes('tomorrow') ? 400 : 200;
        response.end('{"now":"2026-11-23T09:00:00.000Z"}');
      });
    }).listen(ports.gateway, '127.0.0.1');
  });
  afterAll(async () => {
    for (const issuer of issuers) await issuer.close();
    gateway.close();
  });

  it('token prints the token of a professional and nothing else', async () => {
    const { code, out, err } = await run(tokenCommand, ['lotte'], env);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const payload: unknown = JSON.parse(Buffer.from(out.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ sub: 'team-b:lotte', iss: `http://127.0.0.1:${ports.issuer}` });
  });

  it('token asks the citizens issuer for a data subject', async () => {
    const { out } = await run(tokenCommand, ['elin'], env);
    const payload: unknown = JSON.parse(Buffer.from(out.split('.')[1] ?? '', 'base64url').toString());
    expect(payload).toMatchObject({ sub: 'citizen:elin', iss: `http://127.0.0.1:${ports.citizensIssuer}` });
  });

  it('token names the nearest for a persona that is not there', async () => {
    expect(await run(tokenCommand, ['Lote'], env)).toEqual({
      code: 1,
      out: '',
      err: 'There is no persona "Lote". Did you mean lotte? All of them: npm run --silent token -- --list',
    });
    expect((await run(tokenCommand, ['zzzzzzzzzz'], env)).err).toBe(
      'There is no persona "zzzzzzzzzz". All of them: npm run --silent token -- --list',
    );
  });

  it('token --list --json gives each persona with the promised members and no others', async () => {
    const { code, out } = await run(tokenCommand, ['--list', '--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      { id: 'lotte', name: 'Lotte', organisation: team, role: 'FAMILY_WORKER', ...shown, claims: { sub: 'x' } },
      { id: 'elin', name: 'Elin', organisation: null, role: 'DATA_SUBJECT', ...shown, claims: { sub: 'x' } },
    ]);
  });

  it('token --list is for people', async () => {
    expect((await run(tokenCommand, ['--list'], env)).out).toBe(
      [
        'S01 Something',
        '  lotte  Lotte, FAMILY_WORKER, De Wissel',
        '         Sees her own file.',
        '  elin   Elin, DATA_SUBJECT',
        '         Sees her own file.',
      ].join('\n'),
    );
  });

  it.each([[[]], [['lotte', 'elin']], [['--list', 'lotte']], [['lotte', '--json']]])(
    'token with %j asks to name one persona',
    async (args) => {
      expect(await run(tokenCommand, args, env)).toEqual({
        code: 1,
        out: '',
        err: 'Name one persona, or ask for --list. See: npm run token -- --help',
      });
    },
  );

  it('holders --json gives oin, kind, name, region and url', async () => {
    const { code, out } = await run(holdersCommand, ['--json'], env);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(pages.holders);
  });

  it('holders is for people without --json', async () => {
    expect((await run(holdersCommand, [], env)).out).toBe(
      'http://127.0.0.1:4022  00000099000000004022  De Wissel (LOCAL_TEAM_PROVIDER, Lindemeer)',
    );
  });

  it('clock takes a moment or a distance, backwards too, and tells where the clock stands', async () => {
    expect(await run(clockCommand, ['+1d'], env)).toEqual({
      code: 0,
      out: 'The domain clock stands at 2026-11-23T09:00:00.000Z: Monday, 23 November 2026 at 10:00 in the Netherlands.',
      err: '',
    });
    expect((await run(clockCommand, ['-2h'], env)).code).toBe(0);
    expect(moves).toEqual(['{"to":"+1d"}', '{"to":"-2h"}']);
  });

  it('clock says what it understands when it does not', async () => {
    const { code, err } = await run(clockCommand, ['tomorrow'], env);
    expect(code).toBe(1);
    expect(err).toContain('The clock was not moved: "tomorrow" is no moment with its offset');
  });

  it.each([
    ['token', tokenCommand, ['lotte']],
    ['token --list', tokenCommand, ['--list', '--json']],
    ['holders', holdersCommand, ['--json']],
    ['clock', clockCommand, ['+1d']],
  ])('%s says to start the demo when nothing runs', async (_name, command, args) => {
    const nothing = await freePortBase();
    const { code, out, err } = await run(command, args, { PORT: String(nothing) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:\d+ \(port \d+\)\. Start the demo first: npm start/);
  });

  it.each([
    ['token', tokenCommand],
    ['holders', holdersCommand],
    ['clock', clockCommand],
  ])('%s --help shows how it is used', async (name, command) => {
    const { code, out } = await run(command, ['--help'], {});
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^npm run (--silent )?${name} `));
  });

  it.each([
    ['token', tokenCommand, ['--lst']],
    ['holders', holdersCommand, ['--jsn']],
  ])('%s names an option that is not known', async (name, command, args) => {
    expect((await run(command, args, env)).err).toBe(`Unknown option '${args[0]}'. See: npm run ${name} -- --help`);
  });

  it('a PORT that is no port is told', async () => {
    expect((await run(tokenCommand, ['lotte'], { PORT: 'abc' })).err).toBe(
      'PORT is "abc"; it must be a number from 1 to 65439, as for npm start.',
    );
  });

  it('another program on that port is told from the demo', async () => {
    const other = createServer((_request, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { err } = await run(tokenCommand, ['lotte'], { PORT: String(port - (4095 - 4000)) });
    other.close();
    expect(err).toContain('is not this demo');
  });
});

describe('the nearest names', () => {
  it('are those with few letters changed, or that hold what was asked', () => {
    expect(nearest('brma', ['bram', 'bram-later', 'lotte'])).toEqual(['bram']);
    expect(nearest('later', ['bram', 'bram-later', 'lotte'])).toEqual(['bram-later']);
    expect(nearest('x', ['bram'])).toEqual([]);
  });
});
