import type { Page, Request } from 'playwright-core';

/** Of each kind; the last ones say the most. */
const MOST_NOTES = 12;

export interface WindowNotes {
  /** Console errors, uncaught exceptions and refused resources, as they came. */
  complaints: string[];
  /** What a person would see and hear of the window now, for the report of a test that failed in it. */
  told(): Promise<string>;
}

/** Notes what a window complains of, and which of its requests were refused, lost or never answered. */
export function noteWindow(page: Page): WindowNotes {
  const complaints: string[] = [];
  const refused: string[] = [];
  const latest: string[] = [];
  const unanswered = new Set<Request>();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => unanswered.add(request));
  page.on('requestfailed', (request) => {
    unanswered.delete(request);
    refused.push(`${nameOf(request)}: ${request.failure()?.errorText ?? 'lost'}`);
  });
  page.on('response', (response) => {
    const request = response.request();
    unanswered.delete(request);
    const line = `${nameOf(request)}: ${response.status()}`;
    if (response.status() >= 400) refused.push(line);
    else if (request.method() !== 'GET') latest.push(line);
  });
  return {
    complaints,
    async told() {
      const lines = [
        `Window at ${page.url()}`,
        ...listed('complained', complaints),
        ...listed('refused', refused),
        ...listed('unanswered', [...unanswered].map(nameOf)),
        ...listed('written', latest),
        ...listed('dialog', await textsOf(page, 'dialog')),
        ...listed('alert', await textsOf(page, 'alert')),
      ];
      return lines.join('\n  ');
    },
  };
}

const nameOf = (request: Request) => `${request.method()} ${request.url()}`;
const listed = (what: string, notes: readonly string[]) =>
  notes.slice(-MOST_NOTES).map((note) => `${what}: ${note}`);

/** Nothing of a window that is closed, or hangs. */
async function textsOf(page: Page, role: 'dialog' | 'alert'): Promise<string[]> {
  const texts = await page
    .getByRole(role)
    .allInnerTexts()
    .catch(() => []);
  return texts.map((text) => text.replaceAll(/\s+/g, ' '));
}
