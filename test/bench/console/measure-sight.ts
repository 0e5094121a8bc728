import type { Page } from 'playwright-core';
import { percentile } from '../percentile';
import { untilShown } from './until-shown';

const TIMES = 20;
const PERCENT = 95;

/** Two people who look at the same conversation. */
interface Pair {
  one: Page;
  other: Page;
}

/** Milliseconds, p95, from what one does in a conversation until the other sees it. */
export async function measureSight(pair: Pair) {
  const states = await measureStates(pair);
  const messages = await measureMessages(pair);
  return {
    seen_message_p95_ms: percentile(messages, PERCENT),
    seen_state_p95_ms: percentile(states, PERCENT),
  };
}

/** A conversation is taken over and given back in turn; it is left taken over. */
async function measureStates({ one, other }: Pair): Promise<number[]> {
  const seen: number[] = [];
  const [takeOver, giveBack] = ['Take over', 'Return to the bot'];
  for (let time = 0; time <= TIMES; time += 1) {
    const [does, then] = time % 2 === 0 ? [takeOver, giveBack] : [giveBack, takeOver];
    const button = one.getByRole('button', { name: does });
    await button.waitFor();
    const sight = untilShown(other, contains('button', then));
    const began = performance.now();
    await button.click();
    await sight;
    seen.push(performance.now() - began);
    await one.getByRole('button', { name: then }).waitFor();
  }
  return seen;
}

async function measureMessages({ one, other }: Pair): Promise<number[]> {
  const seen: number[] = [];
  const field = one.getByRole('textbox', { name: 'Your reply' });
  for (let time = 0; time < TIMES; time += 1) {
    const words = `Le habla Ana, ${time}, ${crypto.randomUUID()}`;
    await field.fill(words);
    const sight = untilShown(other, contains('[data-by=operator]', words));
    const began = performance.now();
    await field.press('Enter');
    await sight;
    seen.push(performance.now() - began);
    await one.locator('[data-by="operator"]').filter({ hasText: words }).waitFor();
  }
  return seen;
}

function contains(selector: string, words: string): string {
  return `[...document.querySelectorAll('${selector}')].some((found) => found.textContent.includes('${words}'))`;
}
