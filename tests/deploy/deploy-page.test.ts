// docs/deploy.md keeps its word: it names every service and every setting of docker-compose.yml and of the files that prepare writes, and no other.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { portsFrom } from '../../demo/ports.ts';
import { preparedFiles } from '../../demo/prepared.ts';
import { holdersSettings } from '../../demo/settings.ts';
import { gatewaySettings } from '../../gateway/settings.ts';
import { composeFile, composeText } from './compose-file.ts';

const folder = new URL('../../docs/', import.meta.url);
const page = readFileSync(new URL('deploy.md', folder), 'utf8');
const { services } = composeFile();

/** First cells of the table that begins with this head. */
function firstCells(head: string): string[] {
  const from = page.indexOf(`| ${head}`);
  if (from < 0) throw new Error(`docs/deploy.md has no table with the head ${head}`);
  const [table = ''] = page.slice(from).split('\n\n');
  return table
    .split('\n')
    .slice(2)
    .map((row) => row.split('|')[1] ?? '');
}

const namesIn = (cells: readonly string[]): string[] =>
  cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** An address that is there for its form only. */
const url = 'http://127.0.0.1:4000';
const DATABASE = 'postgres://source:secret-of-it@postgres:5432/source';

describe('docs/deploy.md', () => {
  it('names every service', () => {
    const told = namesIn(firstCells('Service |')).concat('veilig-thuis-cases-1', 'veilig-thuis-cases-2');
    expect(sorted(told)).toEqual(Object.keys(services).sort());
  });

  it('names every setting of the file, and no other', () => {
    const [inFile = ''] = page.split('In the file of settings of a holder');
    const table = inFile.slice(inFile.indexOf('In `docker-compose.yml`'));
    const told = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name ?? '');
    const used = Object.values(services).flatMap(({ environment }) => Object.keys(environment));
    expect(told.length).toBeGreaterThan(10);
    expect([...told].sort()).toEqual(sorted(used));
  });

  it('names every variable that docker-compose fills in, and no other', () => {
    const filledIn = [...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
    expect(namesIn(firstCells('Variable, of')).sort()).toEqual(sorted(filledIn));
  });

  it('names every setting that prepare writes for a holder, and no other', () => {
    const told = [...page.slice(page.indexOf('In the file of settings of a holder')).matchAll(/^\| `([A-Z_]+)` \|/gm)];
    const holder = { oin: '00000099000000004010', name: "Team 't Zand", region: 'Lindemeer' };
    const files = preparedFiles(
      {
        gateway: gatewaySettings.parse({
          port: 4000,
          host: '0.0.0.0',
          publicUrl: url,
          databaseUrl: DATABASE,
          demo: true,
          domainNow: null,
          keys: { outwardIds: key(), pseudonyms: key(), sealing: key() },
          grantKey: { kty: 'OKP', crv: 'Ed25519', x: 'x'.repeat(43), d: 'd'.repeat(43) },
          audience: url,
        }),
        holders: holdersSettings.parse({
          gateway: { issuer: url, jwks: [url], audience: url },
          holders: [
            {
              source: 'LOCAL_TEAM',
              holder: { ...holder, kind: 'LOCAL_TEAM_PROVIDER' },
              port: 4021,
              databaseUrl: DATABASE,
            },
            {
              source: 'VEILIG_THUIS',
              holder: { ...holder, kind: 'VEILIG_THUIS' },
              port: 4031,
              caseSystem: { databaseUrl: DATABASE, port: 4061, secret: 'a secret of theirs' },
            },
          ],
          issuers: {
            professionals: { port: 4095, keyFile: 'key.pem', personas: [] },
            citizens: { port: 4096, keyFile: 'key.pem', personas: [] },
          },
          pages: { personas: [], holders: [] },
        }),
      },
      portsFrom(4000),
      (port) => `http://127.0.0.1:${port}`,
    );
    const written = files.flatMap(({ file, text }) =>
      file.endsWith('.env') ? [...text.matchAll(/^(\w+)=/gm)].map(([, name]) => name ?? '') : [],
    );
    expect(written.length).toBeGreaterThan(12);
    expect(told.map(([, name]) => name).sort()).toEqual(sorted(written));
    expect(files.map(({ service }) => service)).toEqual([
      'gateway',
      'issuer',
      'citizens-issuer',
      'local-team-1',
      'veilig-thuis-cases-1',
      'veilig-thuis-1',
    ]);
    expect(files[3]?.text).toContain(`HOLDER_NAME="Team 't Zand"\n`);
  });

  it('links only to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(5);
    const own = links.filter((link) => !link.startsWith('https://'));
    expect(own.filter((link) => !existsSync(new URL(link, folder)))).toEqual([]);
  });
});

function key(): string {
  return Buffer.alloc(32, 1).toString('base64');
}
