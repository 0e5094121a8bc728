import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** How much longer the first takes than those behind it: they overtake it unless one waits for the other. */
const FIRST_MS = 500;

/** Holds what a page sends until it is let go, however long writing it takes; what says "se pierde" never arrives. */
export async function holdMessages(page: Page, address: string): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const goes = new Promise<void>((done) => (letGo = done));
  let wait = FIRST_MS;
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await goes;
    if (route.request().postData()?.includes('se pierde')) return route.abort();
    const mine = wait;
    wait = 0;
    await sleep(mine);
    return route.continue();
  });
  return letGo;
}
