import type { Page } from 'playwright-core';

const MOST_MS = 60_000;

/**
 * Waits until an expression holds in the page, and gives the page's own time since its navigation then. It is looked
 * for within the page, at each of its frames: Playwright looks each half second, or evaluates, which the page's policy
 * lets nobody.
 */
export async function untilShown(page: Page, expression: string): Promise<number> {
  return Number(
    await page.evaluate(`new Promise((shown, failed) => {
      const began = performance.now();
      const look = () => {
        if (${expression}) shown(performance.now());
        else if (performance.now() - began > ${MOST_MS}) failed(new Error('the page does not show it'));
        else requestAnimationFrame(look);
      };
      look();
    })`),
  );
}
