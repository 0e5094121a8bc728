import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { testSetting } from '../test-servers';
import { OPERATOR } from './console-stack';
import { findChromium } from './find-chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** A page of the console, and all that its browser complained of. */
export interface ConsolePage {
  page: Page;
  /** Console errors, uncaught exceptions and refused resources, as they came. */
  complaints: string[];
}

export interface ConsoleBrowser {
  /** A window of somebody who was never here; everything is in English unless said otherwise. */
  open(address: string, options?: BrowserContextOptions): Promise<ConsolePage>;
  /** The same, signed in. */
  openSignedIn(address: string, options?: BrowserContextOptions): Promise<ConsolePage>;
  close(): Promise<void>;
}

/** The Chromium of this machine before the running console; throws, saying what to install, where there is none. */
export async function launchBrowser(): Promise<ConsoleBrowser> {
  const found = findChromium();
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
  const open = (address: string, options?: BrowserContextOptions) => openPage(browser, address, options);
  return {
    open,
    async openSignedIn(address, options) {
      const opened = await open(address, options);
      await signIn(opened.page);
      return opened;
    },
    close: () => browser.close(),
  };
}

async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
    baseURL: options.baseURL ?? testSetting('consoleUrl'),
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await page.waitForSelector('h1');
  return { page, complaints };
}

/** Fills in the sign-in that the page shows, and waits for what comes after it. */
export async function signIn(page: Page, { login, password } = OPERATOR): Promise<void> {
  await page.getByRole('textbox', { name: /^(Login|Usuario)$/ }).fill(login);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.getByRole('button', { name: /^(Sign in|Entrar)$/ }).click();
  await page.getByRole('banner').waitFor();
}

/** What axe finds serious or critical on the page, in words. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string | null;
      nodes: { html: string }[];
    }
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
