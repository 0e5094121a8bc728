import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser/console-browser';
import { lookAround, visitPages } from '../support/browser/visit-pages';

/** Of a picture, as Chromium counts it: letters stay sharp, and all of them are far from 2 MB. */
const QUALITY = 72;
const WIDE = { width: 1280, height: 800 };
/** Charts and graphs draw themselves after their figures have come. */
const DRAWN_MS = 800;

/** The bot of the demonstration that a language model answers for. */
const AGENT = 'Milo';

/** Narrow, as buyers see it. */
const PHONE = { width: 390, height: 800 };

/** One phone of the program, one that books, one that buys. */
const PHONES = [
  { number: '+573001112001', bot: null },
  { number: '+573001113001', bot: null },
  { number: '+5491155501001', bot: null },
];

interface Pictures {
  /** Where the console with a demonstration is. */
  url: string;
  folder: string;
  say: (line: string) => void;
}

/** Pictures of the sign-in and of every page of the demonstration, each the first of its kind that a link leads to. */
export async function takePictures({ url, folder, say }: Pictures): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const { page } = await browser.open('/', { baseURL: url, viewport: WIDE, colorScheme: 'light' });
    const take = async (name: string) => {
      const bytes = await picture(page);
      writeFileSync(join(folder, `${name}.webp`), bytes);
      say(`${name}.webp  ${Math.round(bytes.length / 1024)} KB`);
    };
    await page.getByRole('button', { name: 'Look at the demonstration' }).waitFor();
    await take('sign-in');
    await lookAround(page);
    await page.evaluate((phones) => localStorage.setItem('hilo-phones', JSON.stringify(phones)), PHONES);
    const missing = await visitPages(page, async ({ name }, address) => {
      await show(page, `${url}${address}`);
      await take(name);
    });
    for (const { pattern } of missing) say(`no link leads to ${pattern}`);
    await show(page, `${url}/bots`);
    await page.getByRole('link', { name: AGENT, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: AGENT }).waitFor();
    await settle(page);
    await take('bots-id-agent');
    await page.emulateMedia({ colorScheme: 'dark' });
    await show(page, `${url}/`);
    await take('home-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await openCheckout(page, url);
    await take('checkout');
  } finally {
    await browser.close();
  }
}

/** The page that pays the order that waits for it. */
async function openCheckout(page: Page, url: string): Promise<void> {
  await show(page, `${url}/shop#orders`);
  const waiting = page.getByRole('row').filter({ hasText: 'Waits for payment' });
  await waiting.first().getByRole('link').click();
  const address = await page.getByRole('link', { name: 'Checkout page' }).getAttribute('href');
  await page.setViewportSize(PHONE);
  await page.goto(`${url}${new URL(address ?? url).pathname}`);
}

async function show(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settle(page);
}

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  await sleep(DRAWN_MS);
}

/** As WebP, which the browser's own protocol can, and playwright's call for it cannot. */
async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  return Buffer.from(data, 'base64');
}
