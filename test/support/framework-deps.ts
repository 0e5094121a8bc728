import { createRateLimits } from '../../api/access/rate-limits';
import type { ApiDeps } from '../../api/api-deps';
import type { RequestCounts } from '../../db/repositories/request-counts';
import { createLogger, type Logger } from '../../observability/logger';

export const KEY = 'hilo_test0000_good';
export const ACCOUNT_ID = '01900000-0000-7000-8000-000000000001';

/** Dependencies for tests of the framework itself: one good key, and nothing behind it. */
export function frameworkDeps(overrides: Partial<ApiDeps> = {}): ApiDeps {
  const deps: Partial<ApiDeps> = {
    accounts: {
      findByKey: (key: string) =>
        Promise.resolve(
          key === KEY
            ? { kind: 'key', accountId: ACCOUNT_ID, id: ACCOUNT_ID, name: 'test', scopes: 'all' }
            : null,
        ),
    } as ApiDeps['accounts'],
    rateLimits: noRateLimits(),
    otherOrigins: [],
    trustedProxies: [],
    auditLog: {
      begin: () => Promise.resolve(''),
      end: () => Promise.resolve(),
    } as unknown as ApiDeps['auditLog'],
    readinessChecks: [],
    metrics: { contentType: 'text/plain', render: () => Promise.resolve(''), observeHttp: () => undefined },
    logger: silentLogger(),
    now: () => Date.now(),
    publicBaseUrl: 'https://hilo.example',
    workflowPage: () => null,
    stopping: new AbortController().signal,
    ...overrides,
  };
  return deps as ApiDeps;
}

/** Anybody may ask as often as they like. */
export function noRateLimits() {
  const settings = { perAddress: 0, perKey: 0, perAccount: 0, signIns: 0 };
  return createRateLimits({ settings, counts: nobodyElse(), now: () => Date.now() });
}

/** Counts of requests where no other process runs. */
export function nobodyElse(): RequestCounts {
  return { add: () => Promise.resolve([]), forgetBefore: () => Promise.resolve() };
}

export function silentLogger(): Logger {
  return createLogger({ level: 'silent', name: 'test' });
}

/** A logger and the lines it has written. */
export function recordingLogger(): { logger: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { logger: createLogger({ level: 'trace', name: 'test', destination }), lines };
}
