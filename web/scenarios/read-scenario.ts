/** A step as it is written just now: anything may be missing or wrong. */
export type Loose = Readonly<Record<string, unknown>>;

export interface DraftScenario {
  /** All of it, as it was written. */
  whole: Loose;
  start: string | null;
  fallback: string | null;
  language: string;
  steps: Readonly<Record<string, Loose>>;
}

export type Read = { kind: 'read'; scenario: DraftScenario } | { kind: 'broken'; why: string };

/** Reads what somebody writes as far as it can be read; whether it may be published is for the API to say. */
export function readScenario(text: string): Read {
  try {
    const whole: unknown = JSON.parse(text);
    if (!isLoose(whole)) return { kind: 'broken', why: '{ … }' };
    return { kind: 'read', scenario: draftOf(whole) };
  } catch (error) {
    return { kind: 'broken', why: error instanceof Error ? error.message : '' };
  }
}

function draftOf(whole: Loose): DraftScenario {
  const { start, fallback, language, steps } = whole;
  return {
    whole,
    start: textIn(start),
    fallback: textIn(fallback),
    language: textIn(language) ?? 'es',
    steps: Object.fromEntries(
      Object.entries(looseIn(steps)).map(([id, step]): [string, Loose] => [id, looseIn(step)]),
    ),
  };
}

/** As it is shown and edited. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function looseIn(value: unknown): Loose {
  return isLoose(value) ? value : {};
}

export function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The objects of a list; none where it is no list. */
export function listIn(value: unknown): Loose[] {
  return Array.isArray(value) ? value.map(looseIn) : [];
}

/** A text for everybody, or the one of a language, else of any. */
export function saidIn(value: unknown, language: string): string {
  if (typeof value === 'string') return value;
  const texts = looseIn(value);
  return textIn(texts[language]) ?? textIn(Object.values(texts)[0]) ?? '';
}
