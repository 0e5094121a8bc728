import { LRUCache } from 'lru-cache';
import type { PublishedScenario, Scenarios } from '../../db/repositories/scenarios';

/** Versions a worker keeps at hand; each may be some hundred kilobytes. */
const MOST_VERSIONS = 200;

/** A published version never changes, so it is read once a worker; which one is active is asked every time. */
export function keepVersions(scenarios: Scenarios): Scenarios {
  const kept = new LRUCache<string, PublishedScenario>({ max: MOST_VERSIONS });
  return {
    ...scenarios,
    async version(accountId, scenarioId, version) {
      const key = `${accountId}:${scenarioId}:${version}`;
      const found = kept.get(key) ?? (await scenarios.version(accountId, scenarioId, version));
      if (found) kept.set(key, found);
      return found;
    },
  };
}
