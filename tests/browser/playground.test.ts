// The playground in a real browser, against the real system: what a developer does in the first ten minutes.
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type System, startSystem } from '../support/system.ts';
import { browserPath, openBrowser, openPage, type Watched } from './playground-browser.ts';

const run = promisify(execFile);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const findings = z.object({
  passes: z.array(z.object({ id: z.string() })),
  violations: z.array(
    z.object({ id: z.string(), impact: z.string().nullable(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

describe.skipIf(browserPath === undefined)('the playground in a browser', { timeout: 60_000 }, () => {
  let system: System;
  let browser: Browser;
  /** One for all tests: the page's files are fetched once, as by a reader who comes back. */
  let context: BrowserContext;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [fileURLToPath(new URL('../../bin/build-web.js', import.meta.url))]);
    expect(built.status, built.stderr.toString()).toBe(0);
    system = await startSystem();
    browser = await openBrowser();
    context = await browser.newContext();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  beforeEach(async () => {
    watched = await openPage(context, system.url);
    ({ page } = watched);
  });
  afterEach(async () => {
    // Whatever a test did: the page asked nobody but the gateway, and nothing it needs was refused.
    expect(watched.elsewhere).toEqual([]);
    expect(watched.refused).toEqual([]);
    expect(watched.errors).toEqual([]);
    await page.close();
  });

  const open = async (hash = ''): Promise<void> => {
    await page.goto(`${system.url}/playground/${hash}`);
    await page.waitForSelector('.graphiql-query-editor .view-line');
  };
  const ask = async (): Promise<void> => {
    const answered = page.waitForResponse(
      (one) => one.url().endsWith('/graphql') && !one.request().postData()?.includes('__schema'),
    );
    await page.getByRole('button', { name: 'Stel de vraag' }).click();
    await answered;
  };
  const holder = (name: string): Locator => page.getByRole('article', { name, exact: true });
  const cell = (at: string, of: string): Locator => holder(at).getByRole('button', { name: `${of}:` });
  const findingsOfAxe = async () => {
    await page.evaluate(axeSource);
    const rules = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
    const found: unknown = await page.evaluate(`window.axe.run(document, { runOnly: ${rules} })`);
    const { passes, violations } = findings.parse(found);
    // An axe that looked at nothing finds nothing.
    expect(passes.length).toBeGreaterThan(20);
    return violations.map(({ id, impact, nodes }) => `${impact} ${id} ${nodes.map(({ html }) => html).join(' ')}`);
  };

  it('shows the persona that was chosen: organisation, role, situation, purpose and example', async () => {
    await open();
    await page.getByLabel('1. Wie vraagt').selectOption('esther');
    await expect
      .poll(() => page.locator('.story').innerText())
      .toContain('onderzoeker Veilig Thuis, Veilig Thuis Lindemeer');
    expect(await page.locator('.story').innerText()).toContain('S06b');
    expect(await page.getByLabel('2. Waarvoor (doel)').inputValue()).toBe('VT_INVESTIGATION');
    expect(await page.locator('.graphiql-query-editor .view-lines').innerText()).toContain('Investigation');
    expect(page.url()).toContain('#esther');
  });

  it('shows of every cell of the example whether it opened, by whom, and the record', async () => {
    await open('#lotte');
    await ask();
    expect(await cell('Wijkteam gemeente Lindemeer', 'gezinsplan van Noor Sophie Hazelbrinker').innerText()).toContain(
      'toestemming',
    );
    expect(
      await cell('Stichting Gezinsteam De Wissel', 'contactjournaal van Elin Wilgenkamper').getAttribute(
        'data-outcome',
      ),
    ).toBe('OPEN');
    expect(
      await cell('Wijkteam gemeente Lindemeer', 'contactjournaal van Elin Wilgenkamper').getAttribute('data-outcome'),
    ).toBe('NO_VALID_CONSENT');
    expect(await holder('Veilig Thuis Lindemeer').innerText()).toContain('niet bevraagd');
    expect(await holder('Personenregister (demo)').innerText()).toContain('geantwoord');
    expect(await page.locator('.facts').innerText()).toMatch(/Beslisrecord\s+[0-9a-f]{8}-[0-9a-f-]{27}/);
    expect(await page.locator('.notice').innerText()).toContain('Het betekent nooit: niets bekend.');
  });

  it('explains a withheld cell down to the rule and the article of law', async () => {
    await open('#lotte');
    await ask();
    await cell('Wijkteam gemeente Lindemeer', 'contactjournaal van Joris Hazelbrinker').click();
    const why = page.getByRole('dialog', { name: 'Waarom dicht? contactjournaal van Joris Hazelbrinker' });
    await why.getByText('team-provider-other-team-by-consent').waitFor();
    expect(await why.innerText()).toContain('NO_VALID_CONSENT');
    await why.getByText('Jeugdwet 7.3.11 lid 1', { exact: false }).first().click();
    const law = why.locator('details[open] .law');
    expect(await law.innerText()).toContain('jw-7.3.11-1');
    expect(await law.innerText()).toContain('mag: de bron beslist zelf');
    expect(await law.innerText()).toContain('Alleen met geldige toestemming');
  });

  it('explains an open cell with the rule that opened it and the rows it rests on', async () => {
    await open('#lotte');
    await ask();
    await cell('Personenregister (demo)', 'gezag en relaties van Noor Sophie Hazelbrinker').click();
    const why = page.getByRole('dialog', { name: 'Waarom open? gezag en relaties van Noor Sophie Hazelbrinker' });
    await why.getByText('register-for-designated-parties').waitFor();
    expect(await why.innerText()).toContain('wettelijke plicht (DUTY)');
    expect(await why.getByRole('article').last().innerText()).toContain('wbrp-3.3');
  });

  it('moves the clock past a withdrawal: the question is asked again, and what closed is marked', async () => {
    await open('#bram');
    await ask();
    const plan = cell('Wijkteam gemeente Lindemeer', 'gezinsplan van Jip Veldhorster');
    expect(await plan.getAttribute('data-outcome')).toBe('OPEN');
    try {
      await page.getByRole('button', { name: '+1 uur' }).click();
      await expect.poll(() => plan.getAttribute('data-outcome')).toBe('NO_VALID_CONSENT');
      expect(await plan.innerText()).toContain('veranderd');
      // The father's own consent stands.
      const father = cell('Wijkteam gemeente Lindemeer', 'gezinsplan van Stijn Veldhorster');
      expect(await father.getAttribute('data-outcome')).toBe('OPEN');
      expect(await father.innerText()).not.toContain('veranderd');
      expect(await page.locator('.clock__now').innerText()).toContain('22 nov 2026, 11:0');
      await page.getByRole('button', { name: 'Terug naar het begin' }).click();
      await expect.poll(() => plan.getAttribute('data-outcome')).toBe('OPEN');
      expect(await page.locator('.clock__now').innerText()).toContain('22 nov 2026, 10:0');
    } finally {
      await system.moveClock('2026-11-22T10:00:00+01:00');
    }
  });

  it('says the same of a case of others as of one that is not there', async () => {
    await open('#lotte');
    await page.getByLabel('3. Wat (voorbeeldvraag)').selectOption('stranger');
    await ask();
    await page
      .getByText('Een zaak die niet bestaat en een zaak waar u niet van mag weten geven precies hetzelfde antwoord.')
      .waitFor();
    expect(await page.locator('.cell').count()).toBe(0);
  });

  it('does what a persona can do: says that it was written, and the second time why it was not', async () => {
    await open('#saskia');
    const choice = page.getByLabel('3. Wat (voorbeeldvraag)');
    await choice.selectOption({ label: 'Zeggen waarom de hulp die De Wissel geeft nodig is voor het besluit' });
    await ask();
    await expect.poll(() => page.locator('.summary').innerText()).toContain('Gedaan: het is vastgelegd');
    await ask();
    await expect.poll(() => page.locator('.summary').innerText()).toContain('Niet gedaan');
    expect(await page.locator('.errors').innerText()).toContain('Dit is al vastgelegd.');
  });

  it('tells in words what was refused', async () => {
    await open('#lotte');
    await page.getByLabel('3. Wat (voorbeeldvraag)').selectOption('bsnInText');
    await ask();
    await page.getByText('De vraag is geweigerd (IDENTIFIER_IN_TEXT).').waitFor();
    expect(await page.locator('.errors').innerText()).toContain('Geef het als variabele');
  });

  it('gives the token and a line of curl that answers what the page answered', async () => {
    await open('#lotte');
    await page.getByText('Token en curl').click();
    const line = await page.getByLabel('Deze vraag met curl').inputValue();
    expect(line.startsWith(`curl -s ${system.url}/graphql`)).toBe(true);
    // The gateway runs in this process: it must be able to answer meanwhile.
    const { stdout } = await run('sh', ['-c', line], { timeout: 10_000 });
    const plain = z.object({ data: z.object({ household: z.object({ kind: z.string() }) }) });
    expect(plain.parse(JSON.parse(stdout)).data.household.kind).toBe('WITH_CHILDREN');
  });

  it('remembers English', async () => {
    await open('#lotte');
    await page.getByRole('button', { name: 'English' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Ask the question' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Nederlands' }).click();
  });

  it('can be asked and explained by keyboard alone', async () => {
    await open('#lotte');
    const press = async (key: string, until: () => Promise<boolean>): Promise<void> => {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press(key);
        if (await until()) return;
      }
      throw new Error(`${key} does not get there`);
    };
    const focused = (selector: string) => async (): Promise<boolean> =>
      (await page.locator(`${selector}:focus`).count()) > 0;
    await press('Tab', focused('.setup__ask button'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cell');
    await press('Tab', focused('.cell--closed'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await focused('.cell--closed')()).toBe(true);
  });

  it('has no finding of axe: at the beginning, with an answer, with an explanation, and narrow', async () => {
    await open('#esther');
    expect(await findingsOfAxe()).toEqual([]);
    await ask();
    await page.waitForSelector('.cell');
    expect(await findingsOfAxe()).toEqual([]);
    await page.locator('.cell--waiting').first().click();
    await page.getByRole('dialog').getByRole('article').first().waitFor();
    expect(await findingsOfAxe()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await findingsOfAxe()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });

  it('may not ask another host, so that the account of such requests is worth something', async () => {
    const other = await openPage(context, system.url);
    await other.page.goto(`${system.url}/playground/`);
    const outcome = await other.page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused')");
    expect(outcome).toBe('refused');
    await expect.poll(() => other.refused).toEqual(['connect-src http://127.0.0.1:9/']);
    await other.page.close();
  });
});
