import { positionBetweenTurns, type DialogMessages } from '../../db/repositories/dialog-messages';
import type { ContactRoute, OrderContacts } from '../../db/repositories/order-contacts';
import type { SendLedger } from '../../db/repositories/send-ledger';
import type { Transcripts } from '../../db/transcripts/transcripts';
import type { MessageContent, TemplateContent } from '../../domain/messaging/content';
import type { Send, SendState } from '../../domain/messaging/send';
import { templateKeyOf } from '../../domain/shop/order-messages';
import type { EpochMs } from '../../domain/time/moments';
import { notSentDraft, WITHHELD } from '../conversations/transcript-entries';
import type { Clock, Dispatcher } from '../messaging/dispatcher';

/** What telling contacts takes. */
export interface TellDeps {
  contacts: OrderContacts;
  ledger: SendLedger;
  messages: DialogMessages;
  transcripts: Transcripts;
  dispatcher: Dispatcher;
  clock: Clock;
}

/** Something that a contact is told of what it buys, once. */
export interface Notice {
  accountId: string;
  contactId: string;
  /** The ledger's key. */
  key: string;
  text: string;
  /** What says it outside the 24-hour window; null for nothing. */
  templateFor(route: ContactRoute): TemplateContent | null;
}

export type Told =
  | { kind: 'settled'; state: SendState }
  | { kind: 'no-address' }
  | { kind: 'later'; why: string; at: EpochMs };

/** Sends the text, or else the template. What was said, and that it did not go out, is in the contact's dialog. */
export async function tell(deps: TellDeps, notice: Notice): Promise<Told> {
  const route = await deps.contacts.routeOf(notice.accountId, notice.contactId);
  if (!route) return { kind: 'no-address' };
  const errand = { ...notice, route };
  const told = await deps.dispatcher.dispatch(await reserveText(deps, errand));
  if (told.kind === 'later') return told;
  const template = isOutsideWindow(told.send) ? notice.templateFor(route) : null;
  if (!template) return settled(deps, errand, told.send);
  const send = await reserve(deps, errand, { key: templateKeyOf(notice.key), content: template });
  const instead = await deps.dispatcher.dispatch(send);
  return instead.kind === 'later' ? instead : settled(deps, errand, instead.send);
}

type Errand = Notice & { route: ContactRoute };

/** With its line in the dialog, where the contact has one. */
async function reserveText(deps: TellDeps, errand: Errand): Promise<Send> {
  const { accountId, contactId, key, text, route } = errand;
  const { dialog, botId, channel: platform } = route;
  const content = { kind: 'text', text } as const;
  if (!dialog || botId === null) return reserve(deps, errand, { key, content });
  return deps.messages.write({
    ...{ dialog: { ...dialog, accountId, botId, contactId, platform }, key, content },
    line: { type: 'bot', data: { message: { items: [content] } } },
    at: await deps.clock(),
  });
}

async function reserve(
  { ledger }: TellDeps,
  { accountId, contactId, route: { channel, botId } }: Errand,
  { key: idempotencyKey, content }: { key: string; content: MessageContent },
): Promise<Send> {
  return (await ledger.reserve({ accountId, contactId, channel, botId, idempotencyKey, content })).send;
}

function isOutsideWindow({ state, resultCode }: Send): boolean {
  return state === 'suppressed' && resultCode === 'outside-window';
}

async function settled(deps: TellDeps, errand: Errand, send: Send): Promise<Told> {
  const { accountId, contactId, key, route } = errand;
  const { dialog } = route;
  if (dialog && WITHHELD.has(send.state)) {
    const at = await deps.clock();
    const whose = { id: `${key}:not-sent`, accountId, contactId, dialogId: dialog.id };
    const place = { turn: dialog.turn, position: positionBetweenTurns(dialog, at), at };
    await deps.transcripts.append([{ ...whose, ...place, ...notSentDraft(send) }]);
  }
  return { kind: 'settled', state: send.state };
}
