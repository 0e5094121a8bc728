import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { PlatformFigures } from '../domain/platform/figures';
import { registerPlatformMetrics } from './platform-metrics';

export interface Metrics {
  contentType: string;
  /** The exposition text; asks the database for its figures each time. */
  render(): Promise<string>;
  /** `route` is the template (`/api/programs/{id}`), never the address, which may hold a phone number. */
  observeHttp(sample: { method: string; route: string; status: number; seconds: number }): void;
}

export interface MetricsParts {
  figures: PlatformFigures;
  /** How many watch over /ws at this process. */
  watchers: () => number;
}

/** The API process's metrics, in a registry of its own. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const refresh = registerPlatformMetrics(registry, parts);
  const http = new Histogram({
    name: 'hilo_http_request_duration_seconds',
    help: 'HTTP requests by route template, method and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    async render() {
      await refresh();
      return registry.metrics();
    },
    observeHttp: ({ method, route, status, seconds }) => {
      http.observe({ method, route, status: String(status) }, seconds);
    },
  };
}
