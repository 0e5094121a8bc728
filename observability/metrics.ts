import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How many sends are in each state of the ledger, by channel, over all accounts. */
export type CountSends = () => Promise<readonly { channel: string; state: string; count: number }[]>;

export interface Metrics {
  contentType: string;
  /** The exposition text; asks the ledger for its counts each time. */
  render(): Promise<string>;
  /** `route` is the template (`/api/programs/{id}`), never the address, which may hold a phone number. */
  observeHttp(sample: { method: string; route: string; status: number; seconds: number }): void;
}

/** The API process's metrics, in a registry of its own. */
export function createMetrics(countSends: CountSends): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const http = new Histogram({
    name: 'hilo_http_request_duration_seconds',
    help: 'HTTP requests by route template, method and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  new Gauge({
    name: 'hilo_sends',
    help: 'Rows of the send ledger by channel and state',
    labelNames: ['channel', 'state'] as const,
    registers: [registry],
    async collect() {
      const counts = await countSends();
      this.reset();
      for (const { channel, state, count } of counts) this.set({ channel, state }, count);
    },
  });
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    observeHttp: ({ method, route, status, seconds }) => {
      http.observe({ method, route, status: String(status) }, seconds);
    },
  };
}
