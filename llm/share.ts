import type { ModelProvider } from '../domain/llm/model-setting';

/** What is kept for the offline model, which needs about 1 ms. */
const OFFLINE_MS = 500;
/** A busy machine may take this long to train it, once a process; there is nobody after it to ask instead. */
const OFFLINE_PATIENCE_MS = 5000;

/**
 * Of the time that is left, what the first of these models may take: as much as each of the others that must be
 * waited for. The offline model is not waited for, and answers even when the time is over.
 */
export function shareMs(models: readonly { provider: ModelProvider }[], leftMs: number): number {
  const [first] = models;
  if (first?.provider === 'offline') return Math.max(leftMs, OFFLINE_PATIENCE_MS);
  const waited = models.filter(({ provider }) => provider !== 'offline').length;
  const reserved = waited < models.length ? OFFLINE_MS : 0;
  return Math.max(0, leftMs - reserved) / Math.max(1, waited);
}
