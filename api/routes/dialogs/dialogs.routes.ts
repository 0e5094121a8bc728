import type { z } from 'zod';
import type { Platform } from '../../../domain/conversations/platform-credentials';
import { conversationWorkflowId } from '../../../workflows/conversations/contract';
import type { ApiDeps } from '../../api-deps';
import { readPage } from '../../paging';
import { notFound } from '../../problems';
import { defineRoute, reply, type Route } from '../../route';
import { botPlatformParams } from '../bots/platforms.schema';
import { presentDialog } from './dialogs.presenter';
import {
  botDialogsParams,
  dialogListQuery,
  dialogPage,
  dialogParams,
  dialogView,
  historyPage,
  historyQuery,
  inboxQuery,
  recordingView,
  workflowView,
} from './dialogs.schema';
import { eraseDialog } from './erase-dialog';
import { exportDialog } from './export-dialog';
import { readTranscript } from './read-transcript';

interface Listing {
  accountId: string;
  botId?: string;
  platform?: Platform;
  query: z.output<typeof inboxQuery>;
}

async function listOfBot(listing: Listing & { botId: string }, deps: ApiDeps) {
  if (!(await deps.bots.get(listing.accountId, listing.botId))) return notFound('bot');
  return list(listing, deps);
}

async function list({ accountId, botId, platform, query }: Listing, { dialogLists }: ApiDeps) {
  const { limit, cursor: after = null, handedOff, search } = query;
  return reply(
    await readPage({
      limit,
      read: (count) =>
        dialogLists.list({ accountId, botId, platform, handedOff, search, after, limit: count }),
      cursorOf: (dialog) => dialog.cursor,
      present: presentDialog,
    }),
  );
}

/** What bots and people said to each other. */
export const dialogRoutes: readonly Route[] = [
  defineRoute({
    method: 'get',
    path: '/api/dialogs',
    operationId: 'listInbox',
    summary: 'Dialogs of all bots, the newest interaction first',
    tag: 'Dialogs',
    access: 'conversations:read',
    query: inboxQuery,
    response: { status: 200, description: 'A page', schema: dialogPage },
    handler: ({ accountId, query }, deps) => list({ accountId, query }, deps),
  }),

  defineRoute({
    method: 'get',
    path: '/api/dialogs/{id}/workflow',
    operationId: 'findDialogWorkflow',
    summary: 'Where the Temporal Web UI shows the workflow of a dialog',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: dialogParams,
    response: { status: 200, description: 'The place', schema: workflowView },
    handler: async ({ accountId, params }, { dialogLists, workflowPage }) => {
      if (!(await dialogLists.get(accountId, params.id))) return notFound('dialog');
      const id = conversationWorkflowId(params.id);
      return reply({ id, url: workflowPage(id) });
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/dialogs',
    operationId: 'listDialogs',
    summary: 'Dialogs of a bot, the newest interaction first',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: botDialogsParams,
    query: dialogListQuery,
    response: { status: 200, description: 'A page', schema: dialogPage },
    handler: ({ accountId, params, query }, deps) =>
      listOfBot({ accountId, botId: params.bot_id, query }, deps),
  }),

  defineRoute({
    method: 'get',
    path: '/api/bots/{bot_id}/platforms/{platform}/dialogs',
    operationId: 'listPlatformDialogs',
    summary: 'Dialogs of a bot on one platform, the newest interaction first',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: botPlatformParams,
    query: dialogListQuery,
    response: { status: 200, description: 'A page', schema: dialogPage },
    handler: ({ accountId, params: { bot_id: botId, platform }, query }, deps) =>
      listOfBot({ accountId, botId, platform, query }, deps),
  }),

  defineRoute({
    method: 'get',
    path: '/api/dialogs/{id}',
    operationId: 'getDialog',
    summary: 'Where one dialog stands',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: dialogParams,
    response: { status: 200, description: 'The dialog', schema: dialogView },
    handler: async ({ accountId, params }, { dialogLists }) => {
      const dialog = await dialogLists.get(accountId, params.id);
      return dialog ? reply(presentDialog(dialog)) : notFound('dialog');
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/dialogs/{id}/history',
    operationId: 'listDialogHistory',
    summary: 'The transcript of a dialog: messages, transitions, conditions, calls and errors',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: dialogParams,
    query: historyQuery,
    response: { status: 200, description: 'A page', schema: historyPage },
    handler: async ({ accountId, params, query }, deps) => {
      if (!(await deps.dialogLists.get(accountId, params.id))) return notFound('dialog');
      return reply(await readTranscript({ accountId, dialogId: params.id, query }, deps));
    },
  }),

  defineRoute({
    method: 'get',
    path: '/api/dialogs/{id}/export',
    operationId: 'exportDialog',
    summary: 'The newest conversation of a dialog as a golden conversation, to keep as a test',
    tag: 'Dialogs',
    access: 'conversations:read',
    params: dialogParams,
    refusals: ['conflict'],
    response: { status: 200, description: 'The recording', schema: recordingView },
    handler: async ({ accountId, params }, deps) => {
      const dialog = await deps.dialogLists.get(accountId, params.id);
      if (!dialog) return notFound('dialog');
      const exported = await exportDialog(dialog, deps);
      return exported.kind === 'problem' ? exported : reply(exported.recording);
    },
  }),

  defineRoute({
    method: 'delete',
    path: '/api/dialogs/{id}',
    operationId: 'deleteDialog',
    summary: 'Ends the conversation, and erases its transcript and files',
    tag: 'Dialogs',
    access: 'contacts:erase',
    params: dialogParams,
    response: { status: 204, description: 'Erased' },
    handler: async ({ accountId, params }, deps) => {
      const erased = await eraseDialog(accountId, params.id, deps);
      return erased.kind === 'problem' ? erased : reply(undefined);
    },
  }),
];
