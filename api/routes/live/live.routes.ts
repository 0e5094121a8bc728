import type { WebSocket } from 'ws';
import { z } from 'zod';
import { LIVE_KINDS } from '../../../db/repositories/live-events';
import { createLiveClient, LIVE_CLIENT_SETTINGS } from '../../live/live-client';
import type { LiveHub } from '../../live/live-hub';
import { problem } from '../../problems';
import { defineRoute, TAKEN_OVER, type Route } from '../../route';

/** Watchers that a process takes; more of them are for more processes. */
const MOST_WATCHERS = 10_000;

const liveQuery = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('The last position you know: you are told everything since. Without it, only what comes'),
  kinds: z
    .string()
    .transform((written) => written.split(','))
    .pipe(z.array(z.enum(LIVE_KINDS)))
    .prefault(LIVE_KINDS.join(','))
    .describe(`Which of ${LIVE_KINDS.join(', ')}, comma-separated; all of them by default`),
});

export const liveRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/ws',
    operationId: 'watch',
    summary: 'A WebSocket that tells of messages, dialogs, sends, broadcasts and alerts as they happen',
    tag: 'Live',
    access: 'live:read',
    query: liveQuery,
    refusals: ['upgrade_required', 'foreign_origin', 'unavailable'],
    response: { status: 101, description: 'Frames of JSON: hello, event and reset' },
    handler: async ({ accountId, query, header, log, takeOver }, deps) => {
      if (!takeOver) return problem('upgrade_required', 'This address speaks WebSocket only.');
      if (isForeign(header('origin'), [`http://${header('host')}`, deps.publicBaseUrl]))
        return problem('foreign_origin', 'The page that asks is of another site.');
      if (deps.liveHub.size() >= MOST_WATCHERS)
        return problem('unavailable', 'As many watch here as this process takes.');
      const position = query.after ?? (await deps.liveEvents.position(accountId));
      const watcher = { accountId, position, kinds: new Set(query.kinds) };
      const socket = await takeOver();
      watch(deps.liveHub, socket, watcher).catch((err: unknown) => {
        log.warn({ err, accountId }, 'a watcher cannot be served');
        socket.close(1011, 'something failed on our side');
      });
      return TAKEN_OVER;
    },
  }),
];

async function watch(
  hub: LiveHub,
  socket: WebSocket,
  { accountId, ...wishes }: { accountId: string } & Parameters<typeof createLiveClient>[1],
): Promise<void> {
  // A socket that fails is closed by the library.
  socket.on('error', () => undefined);
  const closed = new Promise((done) => socket.once('close', done));
  const leave = await hub.join(accountId, createLiveClient(socket, wishes, LIVE_CLIENT_SETTINGS));
  await closed;
  leave();
}

/** A page of another site must not watch with the cookie of who looks at it. */
function isForeign(origin: string | undefined, own: readonly string[]): boolean {
  if (origin === undefined) return false;
  const host = hostOf(origin);
  return host === null || !own.some((address) => hostOf(address) === host);
}

function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).host : null;
}
