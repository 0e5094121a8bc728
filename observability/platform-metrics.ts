import { Counter, Gauge, type Registry } from 'prom-client';
import type { ModelFigure } from '../domain/platform/figures';
import type { MetricsParts } from './metrics';

type Figures = MetricsParts['figures'];
/** States of the ledger that must not last. */
const WAITING = ['reserved', 'dispatching'];

/** Reads figures anew into their metrics. */
type Refresh = () => Promise<void>;

/**
 * What the database knows, so that every process of the API says the same. The returned function reads it, before
 * each scrape; what cannot be read is left out, and the rest of the metrics stays.
 */
export function registerPlatformMetrics(registry: Registry, { figures, watchers }: MetricsParts): Refresh {
  new Gauge({
    name: 'hilo_live_watchers',
    help: 'Clients that watch over /ws at this process',
    registers: [registry],
    collect() {
      this.set(watchers());
    },
  });
  const refreshes = [sendMetrics, queueMetrics, modelMetrics].map((register) => register(registry, figures));
  return async () => {
    await Promise.allSettled(refreshes.map((refresh) => refresh()));
  };
}

function sendMetrics(registry: Registry, figures: Figures): Refresh {
  const labels = { labelNames: ['channel', 'state'] as const, registers: [registry] };
  const counts = new Gauge({
    ...{ name: 'hilo_sends', help: 'Rows of the send ledger by channel and state' },
    ...labels,
  });
  const oldest = new Gauge({
    name: 'hilo_ledger_oldest_seconds',
    help: 'Age of the oldest send that is due (reserved) or whose answer is awaited (dispatching)',
    ...labels,
  });
  return async () => {
    for (const gauge of [counts, oldest]) gauge.reset();
    const sends = await figures.sends();
    // Nothing that waits is an age of 0, and not an age that nobody knows.
    for (const { channel } of sends) for (const state of WAITING) oldest.set({ channel, state }, 0);
    for (const { channel, state, count, oldestSeconds } of sends) {
      counts.set({ channel, state }, count);
      if (oldestSeconds !== null) oldest.set({ channel, state }, Math.max(0, oldestSeconds));
    }
  };
}

function queueMetrics(registry: Registry, figures: Figures): Refresh {
  const labels = { labelNames: ['queue'] as const, registers: [registry] };
  const what = 'messages of people to be handed over, live events to be numbered';
  const counts = new Gauge({ name: 'hilo_queue_waiting', help: `How many wait: ${what}`, ...labels });
  const oldest = new Gauge({
    name: 'hilo_queue_oldest_seconds',
    help: `Age of the oldest of ${what}`,
    ...labels,
  });
  return async () => {
    for (const gauge of [counts, oldest]) gauge.reset();
    for (const { queue, count, oldestSeconds } of await figures.queues()) {
      counts.set({ queue }, count);
      oldest.set({ queue }, Math.max(0, oldestSeconds ?? 0));
    }
  };
}

/** Totals of rows that stay: they only grow, as counters do. */
function modelMetrics(registry: Registry, figures: Figures): Refresh {
  const registers = [registry];
  const calls = new Counter({
    name: 'hilo_model_calls_total',
    help: 'Calls of models by outcome; resting are those the breaker of a model kept back',
    labelNames: ['provider', 'model', 'outcome'] as const,
    registers,
  });
  const tokens = new Counter({
    name: 'hilo_model_tokens_total',
    help: 'Tokens by model and kind, as its provider counted them',
    labelNames: ['provider', 'model', 'kind'] as const,
    registers,
  });
  const cost = new Counter({
    name: 'hilo_model_cost_micros_total',
    help: 'Cost of models in millionths of a US dollar, where the price is known',
    labelNames: ['provider', 'model'] as const,
    registers,
  });
  const add = ({ provider, model, outcome, ...used }: ModelFigure) => {
    const of = { provider, model };
    calls.inc({ ...of, outcome }, used.calls);
    tokens.inc({ ...of, kind: 'input' }, used.inputTokens);
    tokens.inc({ ...of, kind: 'cached-input' }, used.cachedInputTokens);
    tokens.inc({ ...of, kind: 'output' }, used.outputTokens);
    cost.inc(of, used.costMicros);
  };
  return async () => {
    for (const counter of [calls, tokens, cost]) counter.reset();
    for (const figure of await figures.models()) add(figure);
  };
}
