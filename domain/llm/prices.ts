import type { ModelProvider } from './model-setting';
import type { Tokens } from './usage';

/** US dollars for a million tokens, which is the same as millionths of a dollar for one. */
interface Price {
  /** Its id; one with a date behind it has the same price. */
  model: string;
  input: number;
  cachedInput: number;
  output: number;
}

type Priced = 'gemini' | 'openai' | 'anthropic';

/**
 * List prices for prompts up to 200,000 tokens, standard tier. A model that is not here has no known cost.
 * gemini: https://ai.google.dev/gemini-api/docs/pricing, read 2026-10-07 (Vertex AI charges the same).
 * openai: https://developers.openai.com/api/docs/pricing, read 2026-05-04.
 * anthropic: https://www.anthropic.com/pricing, read 2026-05-22.
 */
const PRICES: Readonly<Record<Priced, readonly Price[]>> = {
  gemini: [
    // From 2027-01-01 twice as much.
    { model: 'gemini-3.8-flash', input: 0.75, cachedInput: 0.75, output: 3.75 },
    { model: 'gemini-3.5-flash', input: 1.5, cachedInput: 1.5, output: 9 },
    { model: 'gemini-3.5-flash-lite', input: 0.3, cachedInput: 0.3, output: 2.5 },
    { model: 'gemini-3.1-pro-preview', input: 2, cachedInput: 2, output: 12 },
  ],
  openai: [
    { model: 'gpt-5.5', input: 5, cachedInput: 0.5, output: 30 },
    { model: 'gpt-5.5-pro', input: 30, cachedInput: 30, output: 180 },
    { model: 'gpt-5.4', input: 2.5, cachedInput: 0.25, output: 15 },
    { model: 'gpt-5.4-mini', input: 0.75, cachedInput: 0.075, output: 4.5 },
    { model: 'gpt-5.4-nano', input: 0.2, cachedInput: 0.02, output: 1.25 },
  ],
  anthropic: [
    { model: 'claude-opus-4-7', input: 5, cachedInput: 0.5, output: 25 },
    { model: 'claude-sonnet-4-6', input: 3, cachedInput: 0.3, output: 15 },
    { model: 'claude-haiku-4-5', input: 1, cachedInput: 0.1, output: 5 },
  ],
};

/** Whose list a provider's models stand in; `free` for what runs on one's own machine. */
const LISTS: Readonly<Record<ModelProvider, Priced | 'free' | null>> = {
  vertex: 'gemini',
  gemini: 'gemini',
  openai: 'openai',
  anthropic: 'anthropic',
  xai: null,
  ollama: 'free',
  'lm-studio': 'free',
  offline: 'free',
};

/** What a call cost, in millionths of a US dollar, rounded up; null where the price is not known. */
export function costMicros(provider: ModelProvider, model: string, tokens: Tokens): number | null {
  const list = LISTS[provider];
  if (list === 'free') return 0;
  const price = list === null ? undefined : priceOf(PRICES[list], model);
  if (!price) return null;
  const fresh = Math.max(0, tokens.input - tokens.cachedInput);
  const exact = fresh * price.input + tokens.cachedInput * price.cachedInput + tokens.output * price.output;
  return Math.ceil(Math.round(exact * 1000) / 1000);
}

/** `gpt-5.4-2026-03-05` is gpt-5.4; `gpt-5.4-turbo` is some other model. */
function priceOf(prices: readonly Price[], model: string): Price | undefined {
  return prices.find((price) => model === price.model || isDated(model, price.model));
}

function isDated(model: string, name: string): boolean {
  return (
    model.startsWith(`${name}-`) && /^(\d{3,8}|\d{4}-\d\d-\d\d|latest)$/.test(model.slice(name.length + 1))
  );
}
