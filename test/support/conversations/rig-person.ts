import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { conversationWorkflowId, getConversation } from '../../../workflows/conversations/contract';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { ConversationAction, ConversationStarter } from '../../../api/temporal/ports';
import type { Contacts } from '../../../db/repositories/contacts';
import type { Dialogs } from '../../../db/repositories/dialogs';
import type { InboundFile, InboundMessages } from '../../../db/repositories/inbound-messages';
import type { Transcripts } from '../../../db/transcripts/transcripts';
import type { Outside } from '../scripted-channel';
import type { FileAnswer } from './scripted-world';
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
  fileAnswers: Map<string, FileAnswer[]>;
  client: TestWorkflowEnvironment['client'];
  env: Pick<TestWorkflowEnvironment, 'sleep'>;
  now(): Promise<number>;
}

export type RigPerson = Awaited<ReturnType<typeof createRigPerson>>;

/** Of everybody, so that tests can look for it where it must not be. */
export const PERSON_NAME = 'Ana Lucía';

/** Less than a test may take, so that it is said what was waited for. */
const PATIENCE_MS = 50_000;

export interface PersonAddress {
  botId: string;
  phone: string;
  channel: 'simulator' | 'twilio';
}

/** What a person writes, taps or sends; a file by what its fetching comes to. */
export interface Written {
  text?: string;
  choice?: string;
  file?: { kind: InboundFile['kind']; albumId?: string; answers: FileAnswer[] };
  /** Default: now. */
  at?: number;
}

/** Somebody who talks to a bot of the rig; every method waits until the bot has done what follows from it. */
export async function createRigPerson(rig: PersonRig, { botId, phone, channel }: PersonAddress) {
  const { accountId } = rig;
  const identity = { accountId, channel, address: phone, phone, name: PERSON_NAME };
  const contactId = await rig.contacts.ensure(identity);
  const where = { accountId, botId, platform: channel, chatId: phone, contactId };
  const dialogId = await rig.dialogs.ensure({ ...where, at: new Date(await rig.now()) });

  const store = async ({ text = '', choice, file, at }: Written): Promise<string> => {
    const { message } = await rig.inboundMessages.store({
      ...{ accountId, channel, providerId: randomUUID(), contactId, botId, dialogId },
      receivedAt: new Date(at ?? (await rig.now())),
      text,
      ...(choice !== undefined && { button: { id: choice } }),
      ...(file && { media: [fileOf(file)] }),
    });
    if (file) rig.fileAnswers.set(message.id, file.answers);
    return message.id;
  };
  const signal = async (messageId: string) => {
    const hasFile = rig.fileAnswers.has(messageId);
    const answer = await rig.starter.messageReceived({ accountId, dialogId }, { messageId, hasFile });
    if (answer.kind === 'unavailable') throw new Error('The test server took no signal in time');
    return answer;
  };
  const untilAnswered = (messageIds: readonly string[]) =>
    until(() => areAnswered(rig, contactId, messageIds));
  const tells = async (written: Written): Promise<void> => {
    const id = await store(written);
    await signal(id);
    await untilAnswered([id]);
  };

  const person = {
    phone,
    contactId,
    dialogId,
    address: { accountId, dialogId },
    store,
    signal,
    tells,
    says: (text: string) => tells({ text }),
    picks: (choice: string) => tells({ choice }),
    /** Says something to an agent, and hears it out. */
    async chats(text: string): Promise<void> {
      await tells({ text });
      await person.listens(2);
    },
    /** Writes nothing for some seconds, until an agent at work is done. */
    async listens(seconds: number): Promise<void> {
      await rig.env.sleep(seconds * 1000);
      await until(async () => (await person.dialog()).pending?.kind !== 'agent');
      await untilAnswered([]);
    },
    untilAnswered,
    /** Everything the person was sent, in order. */
    heard: () => rig.outside.accepted.filter(({ to }) => to === phone).map(({ text }) => text),
    async dialog() {
      const dialog = await rig.dialogs.get(accountId, dialogId);
      if (!dialog) throw new Error('The dialog is gone');
      return dialog;
    },
    transcript: () => rig.transcripts.list({ accountId, dialogId, after: null, limit: 10_000 }),
    /** The details of one kind of line of the transcript. */
    async noted(event: string): Promise<unknown[]> {
      const entries = await person.transcript();
      return entries.filter((entry) => entry.event === event).map(({ data }) => data['detail']);
    },
    /** What an operator asks. */
    ask: (action: ConversationAction) => rig.starter.update({ accountId, dialogId }, action),
    handle: () => rig.client.workflow.getHandle(conversationWorkflowId(dialogId)),
    view: () => person.handle().query(getConversation),
  };
  return person;
}

function fileOf({ kind, albumId }: NonNullable<Written['file']>): InboundFile {
  return { kind, providerFileId: randomUUID(), mimeType: null, fileName: null, albumId: albumId ?? null };
}

/** A message is answered when its turn is written and everything the contact is to be told has left. */
async function areAnswered(
  { database }: PersonRig,
  contactId: string,
  messageIds: readonly string[],
): Promise<boolean> {
  const [row] = await database.dataSource.query<{ open: number }[]>(
    `SELECT (SELECT count(*)::int FROM inbound_message WHERE id = ANY($1) AND turn IS NULL)
          + (SELECT count(*)::int FROM send WHERE contact_id = $2 AND state IN ('reserved', 'dispatching'))
         AS open`,
    [messageIds, contactId],
  );
  return row?.open === 0;
}

/** Waits in real time, at which the test server's clock goes on meanwhile. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${String(holds)}`);
    await pause(20);
  }
}
