import { until } from '../pace';

/** Opens the page of an order as a browser without script does, and presses its button; what it shows after that. */
export async function payOnPage(url: string): Promise<{ before: string; after: string }> {
  const before = await readPage(url);
  const action = /<form method="post" action="([^"]+)">/.exec(before)?.[1];
  if (action === undefined) throw new Error(`Nothing to press on this page:\n${before}`);
  const answer = await fetch(new URL(action, url), { method: 'POST', redirect: 'manual' });
  const back = answer.headers.get('location');
  if (answer.status !== 303 || back === null) throw new Error(`The button answered ${answer.status}`);
  return { before, after: await readPage(new URL(back, url)) };
}

/** As soon as there is something to press, which takes a moment after the order. */
async function readPage(url: string | URL): Promise<string> {
  return until({
    for: `something to press on ${String(url)}`,
    look: async () => {
      const page = await fetch(url);
      return page.status === 200 ? page.text() : `The page answered ${page.status}`;
    },
    is: (text) => text.includes('<html') && !text.includes('Estamos preparando el pago'),
    everyMs: 100,
    patienceMs: 30_000,
  });
}
