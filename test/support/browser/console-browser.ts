import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { PATIENCE_MS } from '../pace';
import { testSetting } from '../test-servers';
import { OPERATOR } from './console-stack';
import { findChromium } from './find-chromium';
import { noteWindow, type WindowNotes } from './window-notes';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** What another colour scheme can change. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

interface Axe {
  run(options: { resultTypes: string[]; runOnly?: string[] }): Promise<{ violations: Violation[] }>;
}

/** A page of the console, and all that its browser complained of. */
export interface ConsolePage {
  page: Page;
  /** Console errors, uncaught exceptions and refused resources, as they came. */
  complaints: string[];
}

export interface ConsoleBrowser {
  /** A window of somebody who was never here; everything is in English unless said otherwise. */
  open(address: string, options?: BrowserContextOptions): Promise<ConsolePage>;
  /** The same, signed in, in the one session of this browser: whoever ends it signs in anew. */
  openSignedIn(address: string, options?: BrowserContextOptions): Promise<ConsolePage>;
  closeWindows(): Promise<void>;
  /** Where each open window is, and what went wrong in it. */
  tellOfWindows(): Promise<string>;
  close(): Promise<void>;
}

type Session = NonNullable<Exclude<BrowserContextOptions['storageState'], string>>;

/** The Chromium of this machine before the running console; throws, saying what to install, where there is none. */
export async function launchBrowser(): Promise<ConsoleBrowser> {
  const found = findChromium();
  if ('missing' in found) throw new Error(found.missing);
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
  const windows = new Map<Page, WindowNotes>();
  const open = async (address: string, options?: BrowserContextOptions) => {
    const page = await openWindow(browser, options);
    const notes = noteWindow(page);
    windows.set(page, notes);
    await page.goto(address);
    await page.waitForSelector('h1');
    return { page, complaints: notes.complaints };
  };
  let session: Promise<Session> | undefined;
  return {
    open,
    async openSignedIn(address, options) {
      session ??= signedInSession(browser);
      const opened = await open(address, { ...options, storageState: await session });
      await opened.page.getByRole('banner').waitFor();
      return opened;
    },
    async closeWindows() {
      const open = [...windows.keys()];
      windows.clear();
      await Promise.all(open.map((page) => page.context().close()));
    },
    async tellOfWindows() {
      const told = await Promise.all([...windows.values()].map((notes) => notes.told()));
      return told.join('\n');
    },
    close: () => browser.close(),
  };
}

async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
    baseURL: options.baseURL ?? testSetting('consoleUrl'),
  });
  // A busy machine is no fault of the page.
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

/** What a browser keeps of somebody who has signed in. */
async function signedInSession(browser: Browser): Promise<Session> {
  const page = await openWindow(browser);
  await page.goto('/');
  await signIn(page);
  const kept = await page.context().storageState();
  await page.context().close();
  return kept;
}

/** Fills in the sign-in that the page shows, and waits for what comes after it. */
export async function signIn(page: Page, { login, password } = OPERATOR): Promise<void> {
  await page.getByRole('textbox', { name: /^(Login|Usuario)$/ }).fill(login);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.getByRole('button', { name: /^(Sign in|Entrar)$/ }).click();
  await page.getByRole('banner').waitFor();
}

/**
 * What axe finds serious or critical on the page once all of it is there, in words: everything in the colour scheme it is in, and what
 * colours can spoil in the other one, in which it stays.
 */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const found = await run(page);
  const next = (await page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")) ? 'light' : 'dark';
  await page.emulateMedia({ colorScheme: next });
  const scheme = 'data-mantine-color-scheme';
  await page.locator(`html[${scheme}=${next}], html:not([${scheme}])`).waitFor({ state: 'attached' });
  const inOther = await run(page, OF_COLOURS);
  return [...found, ...inOther.map((finding) => `${finding}, in ${next}`)];
}

function run(page: Page, runOnly?: string[]): Promise<string[]> {
  return page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run({ ...options, resultTypes: ['violations'] });
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    { ...(runOnly && { runOnly }) },
  );
}
