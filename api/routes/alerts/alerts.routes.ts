import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { presentAlert } from './alerts.presenter';
import { alertListQuery, alertPage, alertParams, alertView } from './alerts.schema';

/** What rules have raised, and who took care of it. */
export const alertRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/alerts',
    operationId: 'listAlerts',
    summary: 'Alerts, newest first, each with the message that raised it',
    tag: 'Alerts',
    access: 'alerts:read',
    query: alertListQuery,
    response: { status: 200, description: 'A page', schema: alertPage },
    handler: async ({ accountId, query: { limit, cursor, state, severity } }, { alerts }) =>
      reply(
        await readPage({
          limit,
          read: (count) =>
            alerts.list({
              ...{ accountId, limit: count, before: cursor ?? null },
              ...{ state: state ?? null, severity: severity ?? null },
            }),
          cursorOf: (alert) => alert.id,
          present: presentAlert,
        }),
      ),
  }),

  defineRoute({
    method: 'get',
    path: '/api/alerts/{id}',
    operationId: 'getAlert',
    summary: 'An alert with the message that raised it',
    tag: 'Alerts',
    access: 'alerts:read',
    params: alertParams,
    response: { status: 200, description: 'The alert', schema: alertView },
    handler: async ({ accountId, params }, { alerts }) => {
      const alert = await alerts.get(accountId, params.id);
      return alert ? reply(presentAlert(alert)) : notFound('alert');
    },
  }),

  defineRoute({
    method: 'post',
    path: '/api/alerts/{id}/retry',
    operationId: 'retryAlertActions',
    summary: 'Has what failed of its actions tried again',
    tag: 'Alerts',
    access: 'alerts:handle',
    params: alertParams,
    response: { status: 200, description: 'The alert', schema: alertView },
    handler: async ({ accountId, params }, { alerts, alertActions, now }) => {
      await alertActions.retry(accountId, params.id, now());
      const alert = await alerts.get(accountId, params.id);
      return alert ? reply(presentAlert(alert)) : notFound('alert');
    },
  }),

  ...(
    [
      { action: 'acknowledge', state: 'acknowledged', summary: 'Says that somebody takes care of it' },
      { action: 'resolve', state: 'resolved', summary: 'Says that it is taken care of' },
    ] as const
  ).map(({ action, state, summary }) =>
    defineRoute({
      method: 'post',
      path: `/api/alerts/{id}/${action}`,
      operationId: `${action}Alert`,
      summary: `${summary}; again changes nothing`,
      tag: 'Alerts',
      access: 'alerts:handle',
      params: alertParams,
      response: { status: 200, description: 'The alert', schema: alertView },
      handler: async ({ accountId, caller, params }, { alerts }) => {
        const alert = await alerts.move(accountId, params.id, { state, by: caller.name });
        return alert ? reply(presentAlert(alert)) : notFound('alert');
      },
    }),
  ),
];
