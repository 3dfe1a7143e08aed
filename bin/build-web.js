// `npm run build:web`, and `npm ci` through `prepare`: builds each page of web/ into dist/, unless nothing has changed since.
// Plain JavaScript: npm may run this with an old Node. An install goes on where the pages cannot be built (no devDependencies, or none
// of Vite's binaries for this machine); the gateway then says at the page's address what to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const inProject = (...path) => join(project, ...path);
const say = (line) => process.stdout.write(`${line}\n`);

const pages = existsSync(inProject('web'))
  ? readdirSync(inProject('web')).filter((name) => existsSync(inProject('web', name, 'index.html')))
  : [];
const built = pages.filter((page) => existsSync(inProject('dist', page, 'index.html')));
const names = pages.map((page) => `/${page}`).join(', ');

if (pages.length === 0) say('Pages: there is no web/ here; nothing to build.');
else if (!existsSync(inProject('node_modules', 'vite'))) {
  if (built.length === pages.length)
    say(`Pages: devDependencies are absent, so ${names} in dist/ stays as it was built.`);
  else say(`Pages: devDependencies are absent, so ${names} is not built. Run "npm ci" without --omit=dev to have it.`);
} else for (const page of pages) build(page);

function build(page) {
  const stamp = inProject('dist', page, 'built-from.txt');
  const from = fingerprint(page);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return say(`Pages: /${page} is up to date.`);
  const began = Date.now();
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr, error } = spawnSync(
    node24(),
    [vite, 'build', '--config', inProject('web', 'vite.config.ts'), '--mode', page],
    { cwd: project, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (status === 0) {
    if (stderr.trim() !== '') process.stderr.write(stderr);
    writeFileSync(stamp, from);
    return say(`Pages: /${page} built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  }
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}${error === undefined ? '' : `${error.message}\n`}`);
  process.stderr.write(`Pages: /${page} could not be built; what Vite said stands above. Again: npm run build:web\n`);
  if (process.env.npm_lifecycle_event !== 'prepare') process.exitCode = 1;
}

/** The Node that npm brings with this project, or the one that runs this. */
function node24() {
  const brought = inProject('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  return process.platform !== 'win32' && existsSync(brought) ? brought : process.execPath;
}

/** Of all that the page is made from. */
function fingerprint(page) {
  const hash = createHash('sha256');
  const files = [
    'package-lock.json',
    'bin/build-web.js',
    'web/vite.config.ts',
    'web/tsconfig.json',
    ...below(`web/${page}`),
  ];
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(inProject(file)));
  return `${hash.digest('hex')}\n`;
}

function below(folder) {
  return readdirSync(inProject(folder))
    .sort()
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(inProject(path)).isDirectory() ? below(path) : [path];
    });
}
