import type { ModelMessage } from '../../../domain/llm/message';

/** What a provider's client asked, whatever format it came in. */
export interface WireRequest {
  model: string;
  system: string;
  messages: ModelMessage[];
  /** Declared tools, with the names of their fields. */
  tools: { name: string; fields: string[] }[];
  /** The secret that came with the call, as the provider takes it. */
  key: string;
}

export interface WireCall {
  name: string;
  /** JSON, good or bad: the text a model wrote. */
  arguments: string;
}

export interface WireAnswer {
  text: string;
  calls: readonly WireCall[];
}

/** One provider's HTTP format, both ways. */
export interface Wire {
  read(request: { body: unknown; path: string; header(name: string): string }): WireRequest;
  answer(answer: WireAnswer, model: string): object;
  /** A good answer with nothing in it. */
  empty(model: string): object;
  /** What comes of a model that garbled a call. */
  garbled(model: string): object;
  error(status: number, message: string): object;
}

/** What every scripted answer is said to have cost. */
export const USAGE = { input: 120, cached: 20, output: 30 };

export function parseObject(text: unknown): Record<string, unknown> {
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function fieldsOf(schema: unknown): string[] {
  const { properties = {} } = (schema ?? {}) as { properties?: object };
  return Object.keys(properties);
}

/** The key of a header such as `authorization: Bearer …`. */
export function bearer(header: string): string {
  return header.replace(/^Bearer /, '');
}
