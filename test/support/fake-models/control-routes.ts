import type { Router } from 'express';
import { z } from 'zod';
import { fakeControl } from '../fake-control';
import type { FakeModels, Faked, LedgerCall } from './fake-models';
import { behaviour } from './script';

/** What every call of a provider without one in `next` gets, and what its next calls get, one each. */
export const modelScript = z.strictObject({
  always: z.record(z.string(), behaviour).default({}),
  next: z.record(z.string(), z.array(behaviour)).default({}),
});

/** Behaves as a script for several providers says. */
export function applyModelScript(fake: Pick<FakeModels, 'script' | 'always'>, written: object): void {
  const { always, next } = modelScript.parse(written);
  for (const [provider, what] of Object.entries(always)) fake.always(provider as Faked, what);
  for (const [provider, what] of Object.entries(next)) fake.script(provider as Faked, ...what);
}

/** `/__control` of the models; `to` of the ledger is a provider. */
export function controlRoutes(fake: Pick<FakeModels, 'script' | 'always' | 'ledger' | 'clear'>): Router {
  const { all, of } = fake.ledger;
  return fakeControl(
    {
      script: (part) => applyModelScript(fake, part),
      ledger: { all, to: (provider) => of(provider as Faked) },
      summary: () => callsOf(all()),
      quiet: () => Promise.resolve(),
      clear: fake.clear,
    },
    () => undefined,
  );
}

function callsOf(ledger: readonly LedgerCall[]): Record<string, number> {
  const calls: Record<string, number> = {};
  for (const { provider } of ledger) calls[provider] = (calls[provider] ?? 0) + 1;
  return calls;
}
