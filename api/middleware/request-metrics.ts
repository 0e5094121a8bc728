import type { RequestHandler } from 'express';
import type { Metrics } from '../../observability/metrics';

/** Times each request under its route's template. */
export function requestMetrics(metrics: Pick<Metrics, 'observeHttp'>): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    res.once('finish', () => {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      metrics.observeHttp({
        method: req.method,
        route: req.routePath ?? 'unknown',
        status: res.statusCode,
        seconds,
      });
    });
    next();
  };
}
