import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { conversationWorkflowId, getConversation } from '../../../workflows/conversations/contract';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ConversationStarter } from '../../../api/temporal/ports';
import type { Contacts } from '../../../db/repositories/contacts';
import type { Dialogs } from '../../../db/repositories/dialogs';
import type { InboundMessages } from '../../../db/repositories/inbound-messages';
import type { Transcripts } from '../../../db/transcripts/transcripts';
import type { Outside } from '../scripted-channel';
import type { TestDatabase } from '../test-database';

/** What a person needs of the rig. */
export interface PersonRig {
  accountId: string;
  database: TestDatabase;
  contacts: Contacts;
  dialogs: Dialogs;
  inboundMessages: InboundMessages;
  transcripts: Transcripts;
  outside: Outside;
  starter: ConversationStarter;
  client: TestWorkflowEnvironment['client'];
  now(): Promise<number>;
}

export type RigPerson = Awaited<ReturnType<typeof createRigPerson>>;

const PATIENCE_MS = 20_000;

/** Somebody who talks to a bot of the rig; every method waits until the bot has done what follows from it. */
export async function createRigPerson(rig: PersonRig, botId: string, phone: string) {
  const { accountId } = rig;
  const identity = { accountId, channel: 'simulator' as const, address: phone, phone, name: 'Ana' };
  const contactId = await rig.contacts.ensure(identity);
  const dialogId = await rig.dialogs.ensure({
    accountId,
    botId,
    platform: 'simulator',
    chatId: phone,
    contactId,
    at: new Date(await rig.now()),
  });

  const store = async (content: { text: string; choice?: string }) => {
    const { message } = await rig.inboundMessages.store({
      accountId,
      channel: 'simulator',
      providerId: randomUUID(),
      contactId,
      botId,
      dialogId,
      receivedAt: new Date(await rig.now()),
      text: content.text,
      ...(content.choice !== undefined && { button: { id: content.choice } }),
    });
    return message.id;
  };
  const signal = (messageId: string) =>
    rig.starter.messageReceived({ accountId, dialogId }, { messageId, hasFile: false });
  const untilAnswered = (messageIds: readonly string[]) => until(() => areAnswered(rig, messageIds));

  const person = {
    phone,
    contactId,
    dialogId,
    store,
    signal,
    async says(text: string): Promise<void> {
      const id = await store({ text });
      await signal(id);
      await untilAnswered([id]);
    },
    async picks(choice: string): Promise<void> {
      const id = await store({ text: '', choice });
      await signal(id);
      await untilAnswered([id]);
    },
    untilAnswered,
    /** Everything the person was sent, in order. */
    heard: () => rig.outside.accepted.filter(({ to }) => to === phone).map(({ text }) => text),
    async dialog() {
      const dialog = await rig.dialogs.get(accountId, dialogId);
      if (!dialog) throw new Error('The dialog is gone');
      return dialog;
    },
    /** The transcript, one word a line: `user message`, `event entered` … */
    async transcript() {
      return rig.transcripts.list({ accountId, dialogId, after: null, limit: 1000 });
    },
    handle: () => rig.client.workflow.getHandle(conversationWorkflowId(dialogId)),
    view: () => person.handle().query(getConversation),
  };
  return person;
}

/** A message is answered when its turn is written and everything the turn says has left. */
async function areAnswered(rig: PersonRig, messageIds: readonly string[]): Promise<boolean> {
  const [row] = await rig.database.dataSource.query<{ open: number }[]>(
    `SELECT count(*)::int AS open FROM inbound_message message
      LEFT JOIN bot_dialog_state dialog ON dialog.id = message.dialog_state_id
     WHERE message.id = ANY($1) AND (message.turn IS NULL OR EXISTS (
       SELECT 1 FROM send WHERE send.account_id = message.account_id AND send.state IN ('reserved', 'dispatching')
          AND send.contact_id = message.contact_id))`,
    [messageIds],
  );
  return row?.open === 0;
}

/** Waits in real time: the test server's clock stands still meanwhile. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('What the test waits for did not happen');
    await pause(20);
  }
}
