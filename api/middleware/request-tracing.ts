import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { RequestHandler } from 'express';

/**
 * A span a request, named by its route's template. A trace begins here: what a caller says of its own is not taken
 * over, since anybody may call.
 */
export const requestTracing: RequestHandler = (req, res, next) => {
  const span = trace.getTracer('hilo').startSpan(req.method, { kind: SpanKind.SERVER });
  res.once('close', () => {
    const route = req.routePath ?? 'unknown';
    span.updateName(`${req.method} ${route}`);
    span.setAttributes({
      'http.request.method': req.method,
      'http.route': route,
      'http.response.status_code': res.statusCode,
      ...(req.caller && { 'hilo.account_id': req.caller.accountId }),
    });
    if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(context.active(), span), next);
};
