// Debian's Chromium, where there is one: a page that keeps an account of what it asked of other hosts, and of what its policy refused.
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs in the page, so it is text here: the project's types know no browser. */
const TELL_REFUSED = `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.tellRefused(violatedDirective + ' ' + blockedURI);
});`;

/** Undefined where no browser is installed. */
export const browserPath = PLACES.find((path) => existsSync(path));

if (browserPath === undefined) {
  process.stderr.write(
    '\n!!! SKIPPED: the playground in a real browser. No Chromium is installed: apt-get install chromium, then run this again.\n\n',
  );
}

export function openBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('there is no browser: this test should have been skipped');
  return chromium.launch({ executablePath: browserPath, args: ARGUMENTS });
}

export type Watched = {
  readonly page: Page;
  /** Addresses at other hosts that the page asked or tried to ask. */
  readonly elsewhere: string[];
  /** What the content security policy refused, by its directive. */
  readonly refused: string[];
  /** Uncaught errors. */
  readonly errors: string[];
};

export async function openPage(context: BrowserContext, origin: string): Promise<Watched> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  const watched: Watched = { page, elsewhere: [], refused: [], errors: [] };
  page.on('request', (request) => {
    const { protocol, origin: asked, href } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && asked !== origin) watched.elsewhere.push(href);
  });
  page.on('pageerror', (error) => watched.errors.push(error.message));
  await page.exposeFunction('tellRefused', (directive: string) => void watched.refused.push(directive));
  await page.addInitScript({ content: TELL_REFUSED });
  return watched;
}
