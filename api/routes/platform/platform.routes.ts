import { z } from 'zod';
import { readiness } from '../../health';
import { defineRoute, reply, type Route } from '../../route';

const readinessBody = z
  .strictObject({
    ready: z.boolean(),
    checks: z.record(z.string(), z.enum(['ok', 'away'])),
  })
  .meta({ id: 'Readiness' });

const serviceBody = z
  .strictObject({
    status: z.literal('ok'),
    service: z.literal('whatsapp_server'),
    docs: z.literal('/docs'),
  })
  .meta({ id: 'Service' });

/** What whoever runs the server asks of it. */
export const platformRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/',
    operationId: 'getService',
    summary: 'That there is something here; by the name that monitors of the first shop know it by',
    tag: 'Platform',
    access: 'public',
    response: { status: 200, description: 'It is', schema: serviceBody },
    handler: () =>
      Promise.resolve(
        reply({ status: 'ok' as const, service: 'whatsapp_server' as const, docs: '/docs' as const }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/healthz',
    operationId: 'isAlive',
    summary: 'Whether the process lives',
    tag: 'Platform',
    access: 'public',
    response: { status: 200, description: 'It does', schema: z.strictObject({ status: z.literal('ok') }) },
    handler: () => Promise.resolve(reply({ status: 'ok' as const })),
  }),

  defineRoute({
    method: 'get',
    path: '/readyz',
    operationId: 'isReady',
    summary: 'Whether database, migrations and Temporal are there; 503 with the same body when one is not',
    tag: 'Platform',
    access: 'public',
    response: { status: 200, description: 'Everything is there', schema: readinessBody },
    handler: async (_request, deps) => {
      const found = await readiness(deps.readinessChecks);
      return reply(found, { status: found.ready ? 200 : 503 });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/metrics',
    operationId: 'getMetrics',
    summary: 'Metrics of this process, for Prometheus',
    tag: 'Platform',
    access: 'public',
    response: { status: 200, description: 'Prometheus text', contentType: 'text/plain' },
    handler: async (_request, { metrics }) =>
      reply(await metrics.render(), { headers: { 'content-type': metrics.contentType } }),
  }),
];
