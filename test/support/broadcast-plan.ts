import type { BroadcastPlan } from '../../domain/broadcasts/broadcast';

/** A text to everybody on the simulator, without any limit. */
export function smallBroadcast(accountId: string, changes: Partial<BroadcastPlan> = {}): BroadcastPlan {
  return {
    accountId,
    title: 'Promo',
    channel: 'simulator',
    botId: null,
    content: { kind: 'text', text: 'Hola {{nombre}}' },
    language: 'es',
    category: 'utility',
    contactHours: 'any',
    frequencyCap: null,
    ratePerSecond: null,
    batchSize: 100,
    lanes: 5,
    failureLimit: 0.5,
    ...changes,
  };
}
