import { z } from 'zod';
import { normalizePhone } from '../../api/phone';
import { dialogPage, dialogView } from '../../api/routes/dialogs/dialogs.schema';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';
import type { Bot } from '../bots/find-bot';
import { findBot, listBots } from '../bots/find-bot';

export type Dialog = z.output<typeof dialogView>;

export const DIALOG_HELP = 'a dialog: its id, or the phone of its contact';
export const DIALOG_BOT_HELP = 'the bot, where the contact talks to several';

/** Dialogs of a bot, the newest interaction first. */
export function dialogsOf(api: ApiClient, botId: string, handedOff?: boolean) {
  const query = { handedOff: handedOff === undefined ? undefined : String(handedOff) };
  return readPages(api, { path: `/api/bots/${botId}/dialogs`, schema: dialogPage, query });
}

/** The dialog somebody means; of a phone that talks to several bots, the one with `bot`. */
export async function findDialog(
  api: ApiClient,
  wanted: string,
  bot: string | undefined,
): Promise<{ dialog: Dialog; bot: Bot }> {
  const bots = bot === undefined ? await listBots(api) : [await findBot(api, bot)];
  const found = z.uuid().safeParse(wanted).success
    ? [await api.get({ path: `/api/dialogs/${wanted}`, schema: dialogView })]
    : await dialogsWith(api, bots, phoneIn(wanted));
  return theOnly(found, bots, wanted);
}

/** A person writes their number in many ways; on Telegram there is none, and the chat's id stands for it. */
function phoneIn(wanted: string): string {
  const phone = normalizePhone(wanted) ?? (/^\d{1,20}$/.test(wanted) ? wanted : null);
  if (phone !== null) return phone;
  throw new Error(`"${wanted}" is neither a dialog id nor a phone number such as +573001112233.`);
}

async function dialogsWith(api: ApiClient, bots: readonly Bot[], phone: string): Promise<Dialog[]> {
  const found: Dialog[] = [];
  for (const { id } of bots) {
    for await (const dialog of dialogsOf(api, id)) {
      if (dialog.contact.phone === phone || dialog.chatId === phone) found.push(dialog);
    }
  }
  return found;
}

function theOnly(found: readonly Dialog[], bots: readonly Bot[], wanted: string) {
  const named = found.flatMap((dialog) => {
    const bot = bots.find(({ id }) => id === dialog.botId);
    return bot ? [{ dialog, bot }] : [];
  });
  const [first, ...others] = named;
  if (!first) {
    throw new Error(`${wanted} has talked to no bot yet.\nTalk to one with: hilo phone ${wanted}`);
  }
  if (others.length === 0) return first;
  const lines = named.map(({ dialog, bot }) => `  ${dialog.id}  ${bot.name} on ${dialog.platform}`);
  throw new Error([`${wanted} is in several dialogs; add --bot, or give one of:`, ...lines].join('\n'));
}
