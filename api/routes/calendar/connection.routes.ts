import type { Finished } from '../../../calendars/connect-calendar';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import { CALLBACK_HEADERS, callbackPage } from './callback-page';
import { presentConnection, presentDisconnected } from './connection.presenter';
import { beginView, callbackQuery, connectBody, connectionView, disconnectedView } from './connection.schema';

const shown = async (accountId: string, { calendar, now }: ApiDeps) =>
  presentConnection({
    connection: await calendar.connections.get(accountId),
    events: await calendar.events.shown(accountId, now()),
    offered: calendar.providers.names,
  });

/** The calendar at Google or Microsoft that shows an account's appointments. */
export const connectionRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/calendar/connection',
    operationId: 'getCalendarConnection',
    summary: 'Whose calendar is connected, since when, and what to do where it is not any more',
    tag: 'Calendar',
    access: 'calendar:read',
    response: { status: 200, description: 'The connection', schema: connectionView },
    handler: async ({ accountId }, deps) => reply(await shown(accountId, deps)),
  }),

  defineRoute({
    method: 'post',
    path: '/api/calendar/connection',
    operationId: 'connectCalendar',
    summary: "Begins to connect a calendar: gives the provider's address for its owner to open",
    tag: 'Calendar',
    access: 'calendar:write',
    body: json(connectBody),
    refusals: ['conflict'],
    response: { status: 200, description: 'Where to go on', schema: beginView },
    handler: async ({ caller, body: { provider } }, { calendar, secretBox }) => {
      if (!secretBox.canSeal) return problem('conflict', 'Tokens cannot be kept without HILO_SECRET_KEY.');
      const { kind, accountId, id, name } = caller;
      const begun = await calendar.connect.begin({ kind, accountId, id, name }, provider);
      if (begun.kind === 'not-set-up') {
        return problem(
          'conflict',
          `This server has no client id and secret for ${provider}: docs/operations.md says which settings.`,
        );
      }
      return reply({ url: begun.url, expiresAt: new Date(begun.expiresAt).toISOString() });
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/calendar/connection',
    operationId: 'disconnectCalendar',
    summary: 'Lets go of the calendar and has its provider forget it; what it shows stays there',
    tag: 'Calendar',
    access: 'calendar:write',
    refusals: ['not_found'],
    response: { status: 200, description: 'What it was', schema: disconnectedView },
    handler: async ({ accountId }, { calendar }) => {
      const done = await calendar.connect.disconnect(accountId);
      return done.kind === 'none' ? notFound('connected calendar') : reply(presentDisconnected(done));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/calendar/callback',
    operationId: 'finishCalendarConnection',
    summary:
      'Where a provider sends the owner of a calendar back to; the state that Hilo gave is the permission',
    tag: 'Calendar',
    access: 'public',
    query: callbackQuery,
    response: { status: 200, description: 'A page that says what came of it', contentType: 'text/html' },
    handler: async ({ query: { state, code }, requestId }, deps) => {
      const finished = await deps.calendar.connect.finish({ state, code });
      if (finished.kind === 'unknown-state') {
        return reply(callbackPage(finished, ''), { status: 404, headers: CALLBACK_HEADERS });
      }
      await note(finished, requestId, deps);
      const account = await deps.accounts.get(finished.asker.accountId);
      const status = finished.kind === 'failed' ? 502 : 200;
      return reply(callbackPage(finished, account?.name ?? ''), { status, headers: CALLBACK_HEADERS });
    },
  }),
];

/** The write that the callback was is whoever's began it. */
async function note(
  finished: Exclude<Finished, { kind: 'unknown-state' }>,
  requestId: string,
  { auditLog }: Pick<ApiDeps, 'auditLog'>,
): Promise<void> {
  const { asker } = finished;
  const entry = { actor: asker, action: 'finishCalendarConnection', target: {}, fields: [], requestId };
  const after =
    finished.kind === 'connected' ? { provider: finished.connection.provider } : { reason: finished.detail };
  const id = await auditLog.begin(entry);
  await auditLog.end(asker.accountId, id, {
    status: finished.kind === 'connected' ? 200 : 409,
    change: { after },
  });
}
