import { uuidv7 } from 'uuidv7';
import { createTurnDialogs } from '../../../db/repositories/turn-dialogs';
import type { Dialog, DialogChange, Handoff } from '../../../db/repositories/dialogs';
import type { TestApi } from '../test-api';

/** One person's dialog with one bot. */
export interface Talk {
  botId: string;
  contactId: string;
  dialogId: string;
  name: string;
  phone: string;
}

export const HANDED_OFF: Handoff = {
  by: 'operator',
  since: Date.parse('2026-11-21T18:00:00Z'),
  until: null,
  team: null,
  reason: null,
};

/** Bots and dialogs as workers and webhooks would write them, for tests of what the API says of them. */
export function createTalks(api: TestApi) {
  const accountId = api.account.id;
  let people = 0;

  const makeBot = async (): Promise<string> => {
    const bot = await api.deps.bots.create(accountId, {
      name: uuidv7(),
      description: null,
      mode: 'scenario',
    });
    if (!bot) throw new Error('The name of a test bot is taken');
    return bot.id;
  };
  const read = async (dialogId: string): Promise<Dialog> => {
    const dialog = await api.deps.dialogs.get(accountId, dialogId);
    if (!dialog) throw new Error('The dialog is gone');
    return dialog;
  };
  /** Writes a turn of the dialog. */
  const turn = async (dialogId: string, change: Partial<DialogChange>): Promise<Dialog> => {
    const dialog = await read(dialogId);
    const result = { change: { ...dialog, ...change }, sends: [], messageIds: [] };
    await createTurnDialogs(api.database.dataSource).write(dialog, result, () => Promise.resolve());
    return read(dialogId);
  };
  /** A new person who talks to a bot, the last time so many minutes ago. */
  const talk = async (
    botId: string,
    minutesAgo = 0,
    platform: 'simulator' | 'twilio' = 'simulator',
  ): Promise<Talk> => {
    people += 1;
    const phone = `+57300300${String(people).padStart(4, '0')}`;
    const name = `Persona ${people}`;
    const contactId = await api.deps.contacts.ensure({
      ...{ accountId, channel: platform, address: phone, phone, name },
    });
    const at = new Date(Date.now() - minutesAgo * 60_000);
    const dialogId = await api.deps.dialogs.ensure({
      ...{ accountId, botId, platform, chatId: phone, contactId, at },
    });
    return { botId, contactId, dialogId, name, phone };
  };

  return {
    makeBot,
    talk,
    turn,
    /** A dialog that a person has taken over. */
    async takenOver(): Promise<Talk> {
      const made = await talk(await makeBot());
      await turn(made.dialogId, { handoff: HANDED_OFF });
      return made;
    },
    transcriptOf: (dialogId: string) =>
      api.deps.transcripts.list({ accountId, dialogId, after: null, limit: 100 }),
  };
}

/** Status and code of a refusal. */
export function refusalOf({ status, text }: { status: number; text: string }): [number, string] {
  return [status, (JSON.parse(text) as { code: string }).code];
}
