import type { Page } from 'playwright-core';
import { launchBrowser, type ConsoleBrowser } from '../support/browser/console-browser';
import { startDemonstration } from '../support/browser/demonstration-stack';
import { lookAround } from '../support/browser/visit-pages';
import { measureFirstLoad, measurePages } from './console/measure-pages';
import { measureSight } from './console/measure-sight';

/** Of the booking bot: nobody else writes in its conversation meanwhile. */
const PERSON = '+573001113001';

/**
 * The console of the demonstration in Chromium, everything on this machine: how soon each page is there, how soon one
 * sees what another does, and how much script somebody loads first.
 */
export async function run(): Promise<Record<string, unknown>> {
  const browser = await launchBrowser();
  const demonstration = await startDemonstration();
  try {
    const { url } = demonstration;
    const one = await visitor(browser, url);
    const pages = await measurePages(one, url);
    const slowest = Object.entries(pages).toSorted(([, a], [, b]) => b - a)[0];
    const other = await visitor(browser, url);
    const first_load_kb_gzip = await measureFirstLoad(other, url);
    await Promise.all([one, other].map((page) => openConversation(page, url)));
    return {
      ...{ bench: 'console', pages: Object.keys(pages).length, slowest_page: slowest?.[0] },
      page_ready_ms: slowest?.[1],
      ...(await measureSight({ one, other })),
      first_load_kb_gzip,
      each_page_ready_ms: pages,
    };
  } finally {
    await browser.close();
    await demonstration.stop();
  }
}

async function visitor(browser: ConsoleBrowser, baseURL: string): Promise<Page> {
  const { page } = await browser.open('/', { baseURL });
  await lookAround(page);
  return page;
}

async function openConversation(page: Page, url: string): Promise<void> {
  const search = new URLSearchParams({ search: PERSON }).toString();
  const { items } = await page.evaluate(
    async (path) => (await (await fetch(path)).json()) as { items: { id: string }[] },
    `/api/dialogs?${search}`,
  );
  await page.goto(`${url}/conversations/${items[0]?.id ?? ''}`);
  await page.getByRole('button', { name: 'Take over' }).waitFor();
}
