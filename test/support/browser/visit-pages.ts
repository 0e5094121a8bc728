import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

/** A page of the console: how its address is made, and what it is called, as its picture is. */
export interface PageToVisit {
  pattern: string;
  name: string;
}

const LIST = resolve(__dirname, '../../../web/shell/pages.ts');

/** Every page there is, as the console itself lists them; a page that may be of one thing is two. */
export function pagesToVisit(list = readFileSync(LIST, 'utf8')): PageToVisit[] {
  const patterns = [...list.matchAll(/^ {4}path: '([^']+)',$/gm)].map(([, pattern = '']) => pattern);
  const each = patterns.flatMap((pattern) =>
    pattern.endsWith('?') ? [pattern.replace(/\/:\w+\?$/, ''), pattern.slice(0, -1)] : [pattern],
  );
  return each.map((pattern) => ({ pattern, name: nameOf(pattern) }));
}

function nameOf(pattern: string): string {
  return pattern === '/' ? 'home' : pattern.slice(1).replaceAll(':', '').replaceAll('/', '-');
}

/** Where a page is; of a page of one thing, the first known address that is one of its. An id has a digit. */
export function addressOf({ pattern }: PageToVisit, known: Iterable<string>): string | undefined {
  if (!pattern.includes(':')) return pattern;
  const fits = new RegExp(`^${pattern.replace(/:\w+/g, '[\\w-]*\\d[\\w-]*')}$`);
  return [...known].find((address) => fits.test(address));
}

/** Signs in as somebody who looks at the demonstration. */
export async function lookAround(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look at the demonstration' }).click();
  await page.getByRole('complementary', { name: 'Demonstration' }).waitFor();
}

/**
 * Visits every page with each of its parts, each page the first of its kind that a link of those before leads to;
 * gives those that no link leads to. `visit` has to leave the browser where it sent it.
 */
export async function visitPages(page: Page, visit: Visit): Promise<readonly PageToVisit[]> {
  const links = new Set<string>();
  const parts = new Set<string>();
  const see = async (which: PageToVisit, address: string) => {
    await visit(which, address);
    for (const link of await linksOf(page)) links.add(link);
  };
  let left: readonly PageToVisit[] = pagesToVisit();
  for (;;) {
    const missing: PageToVisit[] = [];
    for (const which of left) {
      const address = addressOf(which, links);
      if (address === undefined) {
        missing.push(which);
        continue;
      }
      await see(which, address);
      for (const part of await partsOf(page)) {
        parts.add(part);
        await see({ ...which, name: `${which.name}-${/[\w-]+$/.exec(part)?.[0] ?? ''}` }, part);
      }
    }
    if (missing.length === left.length) return missing.filter((which) => !isAmong(which, parts));
    left = missing;
  }
}

type Visit = (which: PageToVisit, address: string) => Promise<void>;

/** A page whose parts have addresses of their own is one that nothing but its tabs lead to. */
function isAmong({ pattern }: PageToVisit, parts: Iterable<string>): boolean {
  const fits = new RegExp(`^${pattern.replace(/:\w+/g, '[\\w-]+')}$`);
  return [...parts].some((part) => fits.test(part));
}

/** The addresses of the parts that are behind the page's other tabs; tabs that have none of their own are no parts. */
async function partsOf(page: Page): Promise<string[]> {
  const whole = page.url();
  const tabs = page.getByRole('main').getByRole('tablist').first().getByRole('tab', { selected: false });
  const names = await tabs.allTextContents();
  const addresses: string[] = [];
  for (const name of names) {
    await page.getByRole('tab', { name, exact: true }).click();
    const { href, pathname, hash } = new URL(page.url());
    if (href !== whole) addresses.push(`${pathname}${hash}`);
  }
  return addresses;
}

async function linksOf(page: Page): Promise<string[]> {
  return page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((link) => (link as unknown as { pathname: string }).pathname));
}
