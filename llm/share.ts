import type { ModelProvider } from '../domain/llm/model-setting';

/** What the offline model is left with when everybody before it took all their time; it needs about 1 ms. */
const OFFLINE_MS = 500;

/**
 * Of the time that is left, what the first of these models may take: as much as each of the others that must be
 * waited for. The offline model is not waited for, and answers even when the time is over.
 */
export function shareMs(models: readonly { provider: ModelProvider }[], leftMs: number): number {
  const [first] = models;
  if (first?.provider === 'offline') return Math.max(leftMs, OFFLINE_MS);
  const waited = models.filter(({ provider }) => provider !== 'offline').length;
  const reserved = waited < models.length ? OFFLINE_MS : 0;
  return Math.max(0, leftMs - reserved) / Math.max(1, waited);
}
