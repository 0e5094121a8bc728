import { durationMs } from '../../../domain/conversations/duration';
import type { z } from 'zod';
import type { EpochMs } from '../../../domain/time/moments';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { defineRoute, json, reply, type Route } from '../../route';
import type { ConversationAction } from '../../temporal/ports';
import { presentSend } from '../sends/sends.presenter';
import { sendView } from '../sends/sends.schema';
import { presentDialog } from './dialogs.presenter';
import {
  dialogParams,
  dialogView,
  LONGEST_HANDOFF_MS,
  handOffBody,
  migrateBody,
  nothingBody,
  replyBody,
} from './dialogs.schema';
import { operateDialog } from './operate-dialog';
import { replyInDialog } from './reply-in-dialog';

interface Asked {
  accountId: string;
  params: { id: string };
}

async function act({ accountId, params }: Asked, action: ConversationAction, deps: ApiDeps) {
  const answer = await operateDialog({ accountId, dialogId: params.id, action }, deps);
  return answer.kind === 'problem' ? answer : reply(presentDialog(answer.dialog));
}

const common = {
  method: 'post',
  tag: 'Dialogs',
  access: 'conversations:write',
  params: dialogParams,
  refusals: ['conflict'],
  response: { status: 200, description: 'The dialog after it', schema: dialogView },
} as const;

/** What a person may do to one dialog. */
export const dialogActionRoutes: readonly Route[] = [
  defineRoute({
    ...common,
    refusals: ['conflict'],
    path: '/api/dialogs/{id}/handoff',
    operationId: 'handOffDialog',
    summary: 'Silences the bot for a person, until it is returned or a time has passed',
    body: json(handOffBody),
    handler: async (request, deps) => {
      const until = deadlineOf(request.body, deps.now());
      if (typeof until === 'object' && until !== null) return until;
      return act(request, { kind: 'hand-off', until, reason: request.body.reason ?? null }, deps);
    },
  }),
  defineRoute({
    ...common,
    refusals: ['conflict'],
    path: '/api/dialogs/{id}/return',
    operationId: 'returnDialog',
    summary: 'Gives the dialog back to the bot, which goes on where it stood',
    body: json(nothingBody),
    handler: (request, deps) => act(request, { kind: 'return' }, deps),
  }),
  defineRoute({
    ...common,
    refusals: ['conflict'],
    path: '/api/dialogs/{id}/migrate',
    operationId: 'migrateDialog',
    summary: 'Moves the conversation to another version of its scenario, the newest by default',
    body: json(migrateBody),
    handler: async (request, deps) => {
      const version = await wantedVersion(request, deps);
      return typeof version === 'number' ? act(request, { kind: 'migrate', version }, deps) : version;
    },
  }),
  defineRoute({
    ...common,
    refusals: ['conflict', 'idempotency_key_reused'],
    path: '/api/dialogs/{id}/messages',
    operationId: 'replyInDialog',
    summary: 'Sends what a person says, in a dialog that a person has taken over',
    body: json(replyBody),
    response: { status: 202, description: 'Taken; the send tells how it goes on', schema: sendView },
    handler: async ({ accountId, params, body }, deps) => {
      const written = await replyInDialog({ accountId, dialogId: params.id, body }, deps);
      if (written.kind === 'problem') return written;
      return reply(presentSend(written.send), { headers: { location: `/api/sends/${written.send.id}` } });
    },
  }),
];

/** When the bot speaks again by itself; null when somebody has to return the dialog. */
function deadlineOf(body: z.output<typeof handOffBody>, now: EpochMs): EpochMs | null | Problem {
  if (body.for !== undefined) return now + durationMs(body.for);
  if (body.until === undefined) return null;
  const until = Date.parse(body.until);
  if (until <= now) return problem('invalid_request', 'until: that time has passed already');
  return until - now <= LONGEST_HANDOFF_MS
    ? until
    : problem('invalid_request', 'until: at most a year from now; leave it out for no end');
}

/** The version asked for, which must have been published; the newest of the dialog's scenario when none was. */
async function wantedVersion(
  { accountId, params, body }: Asked & { body: { version?: number | undefined } },
  { dialogs, scenarios }: ApiDeps,
): Promise<number | Problem> {
  const dialog = await dialogs.get(accountId, params.id);
  if (!dialog) return notFound('dialog');
  if (dialog.scenarioId === null) {
    return problem('conflict', 'No scenario has answered in this dialog yet: there is nothing to move.');
  }
  const scenario = await scenarios.get(accountId, dialog.scenarioId);
  const version = body.version ?? scenario?.version;
  const found = version !== undefined && (await scenarios.version(accountId, dialog.scenarioId, version));
  return found ? found.version : notFound('version of the scenario');
}
