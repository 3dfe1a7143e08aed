// docs/tour.md as a user runs it: each block of commands in one shell, `npm start` as a program beside it. The page's text in; what each
// block said out, with ids, times and ports as the page writes them.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { endAllOf, type Program, project, remove, run, temporaryFolder } from '../house/support.ts';
import { freePortBase } from '../support/ports.ts';

export type Step = {
  readonly commands: string;
  /** Null: the page shows no answer. */
  readonly answer: string | null;
};

/** Each block of commands, with the block of text that follows before the next one. */
export function stepsOf(page: string): Step[] {
  const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
  return blocks.flatMap(({ language, text }, at) => {
    const next = blocks[at + 1];
    return language === 'sh' ? [{ commands: text, answer: next?.language === 'text' ? next.text : null }] : [];
  });
}

export type Tour = { take(step: Step): Promise<string>; end(): Promise<void> };

const CONTRACT = 4000;

export async function startTour(): Promise<Tour> {
  const base = await freePortBase();
  const folder = temporaryFolder();
  // The project as it lies there, so that the tour's own files do not come among its.
  for (const name of readdirSync(project)) {
    if (name !== '.git' && name !== 'data') symlinkSync(join(project, name), join(folder, name));
  }
  const dataDir = join(folder, 'data');
  const env = { ...process.env, PORT: String(base), SAMENZICHT_DATA: dataDir, INIT_CWD: folder };
  const shell = openShell(folder, env);
  let system: Program | undefined;

  const toOurs = (text: string): string =>
    text.replace(/127\.0\.0\.1:(4\d{3})/g, (_, port: string) => `127.0.0.1:${Number(port) - CONTRACT + base}`);
  const asWritten = (text: string): string =>
    text
      .replace(/127\.0\.0\.1:(\d+)/g, (_, port: string) => `127.0.0.1:${Number(port) - base + CONTRACT}`)
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{64}\b/g, '<id>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d(?= in the Netherlands)/g, '<time>')
      .replace(/(\d+)(?= (rows|chains)|, hash)/g, '<n>');

  const stopSystem = async (): Promise<void> => {
    system?.process.kill('SIGINT');
    await system?.ended;
    system = undefined;
  };
  return {
    async take({ commands }) {
      const lines = commands.split('\n');
      const start = lines.findIndex((line) => /(^|&& )npm start/.test(line));
      const said = await shell.say(toOurs((start < 0 ? lines : lines.slice(0, start)).join('\n')));
      if (start >= 0) {
        await stopSystem();
        const [, args = ''] = /npm start(?: -- (.*))?$/.exec(lines[start] ?? '') ?? [];
        system = run('bin/start.js', args.split(' ').filter(Boolean), { env, cwd: folder });
        await system.says(/ready in/);
      }
      return asWritten(said);
    },
    async end() {
      shell.end();
      await stopSystem();
      endAllOf(dataDir);
      remove(folder);
    },
  };
}

/** One bash for all blocks: what a block defines is there for the next. */
function openShell(cwd: string, env: NodeJS.ProcessEnv): { say(commands: string): Promise<string>; end(): void } {
  const shell: ChildProcess = spawn('bash', ['-s'], { cwd, env, stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = shell;
  if (stdin === null || stdout === null) throw new Error('no shell');
  stdout.setEncoding('utf8');
  stdin.write('exec 2>&1\n');
  const mark = '--- said ---\n';
  return {
    async say(commands) {
      stdin.write(`${commands}\nprintf '%s' '${mark}'\n`);
      let said = '';
      while (!said.endsWith(mark)) {
        const [part] = await once(stdout, 'data');
        said += String(part);
      }
      return said.slice(0, -mark.length);
    },
    end: () => void shell.kill('SIGKILL'),
  };
}
