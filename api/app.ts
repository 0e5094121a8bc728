import express, { type Express } from 'express';
import type { ApiDeps } from './api-deps';
import { consoleAtRoot, consolePages } from './console/console-page';
import { docsPage } from './docs-page';
import { errorProblems, unknownRoute } from './middleware/errors';
import { otherNames } from './middleware/other-names';
import { otherOrigins } from './middleware/other-origins';
import { requestContext } from './middleware/request-context';
import { requestLogging } from './middleware/request-logging';
import { requestMetrics } from './middleware/request-metrics';
import { requestTracing } from './middleware/request-tracing';
import { securityHeaders } from './middleware/security-headers';
import { mountRoutes } from './mount-routes';
import { openApiDocument } from './openapi';
import type { Route } from './route';
import { routeTable } from './routes';

/** The whole API as an Express app that listens nowhere; tests may mount a table of their own. */
export function createApp(deps: ApiDeps, table: readonly Route[] = routeTable): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', [...deps.trustedProxies]);
  app.use(requestContext, requestTracing, requestLogging(deps.logger), requestMetrics(deps.metrics));
  app.use(securityHeaders());
  app.use(otherOrigins(deps.otherOrigins), otherNames());
  app.use(consoleAtRoot());
  mountRoutes(app, table, deps);
  app.use(docsPage(() => openApiDocument(table)));
  app.use(consolePages());
  app.use(unknownRoute, errorProblems);
  return app;
}
