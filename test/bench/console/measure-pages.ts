import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { visitPages } from '../../support/browser/visit-pages';
import { percentile } from '../percentile';
import { untilShown } from './until-shown';

const TIMES = 5;

/** The milliseconds from the navigation to the page's heading and its data: nothing of it says that it loads. */
export async function measurePages(page: Page, url: string): Promise<Record<string, number>> {
  await withoutCache(page);
  const medians: Record<string, number> = {};
  await visitPages(page, async ({ name }, address) => {
    // A part of a page comes with its page.
    if (address.includes('#')) return;
    const seen: number[] = [];
    for (let time = 0; time < TIMES; time += 1) seen.push(await readyAfter(page, `${url}${address}`));
    medians[name] = percentile(seen, 50);
  });
  return medians;
}

/** Every script is fetched again each time, as by somebody who was never here. */
async function withoutCache(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
}

async function readyAfter(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  return untilShown(page, IS_READY);
}

const IS_READY = `document.querySelector('h1') !== null && ![...document.querySelectorAll('[role=status]')]
  .some((status) => (status.ariaLabel ?? status.textContent).includes('Loading'))`;

/** Kilobytes of script, compressed, that somebody loads who opens the console at its first page. */
export async function measureFirstLoad(page: Page, url: string): Promise<number> {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await readyAfter(page, `${url}/`);
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length);
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
}
