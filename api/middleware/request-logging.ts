import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../../observability/logger';

/** One line a request, naming the route's template: an address can hold a phone number. */
export function requestLogging(logger: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger,
    genReqId: (req) => req.requestId,
    wrapSerializers: false,
    quietReqLogger: true,
    serializers: { req: () => undefined, res: () => undefined },
    customAttributeKeys: { reqId: 'requestId', responseTime: 'durationMs' },
    customLogLevel: (req, res, error) => levelOf(req, res.statusCode, error),
    customSuccessMessage: () => 'request served',
    customErrorMessage: () => 'request failed',
    customSuccessObject: (req, res, line: object) => ({ ...line, ...describe(req, res) }),
    // What was thrown has a line of its own; the library's error only repeats the status.
    customErrorObject: (...[req, res, , line]: [Request, Response, Error, object]) => ({
      ...line,
      err: undefined,
      ...describe(req, res),
    }),
  });
}

function describe(req: Request, res: Response) {
  return {
    method: req.method,
    route: req.routePath ?? 'unknown',
    status: res.statusCode,
    accountId: req.caller?.accountId,
    caller: req.caller && `${req.caller.kind}:${req.caller.id}`,
  };
}

const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

function levelOf(req: Request, status: number, error: Error | undefined) {
  if (error !== undefined || status >= 500) return 'error';
  if (status >= 400) return 'warn';
  return PROBES.has(req.routePath ?? '') ? 'debug' : 'info';
}
