import { uuidv7 } from 'uuidv7';
import { messageFor } from '../../../domain/broadcasts/message-for';
import { variablesOf } from '../../../domain/broadcasts/template';
import type { ListedSend } from '../../../db/repositories/send-lists';
import type { ApiDeps } from '../../api-deps';
import { addressContact } from '../../inbound/address-contact';
import { notFound, problem, type Problem } from '../../problems';
import type { BroadcastOfAccount } from './operate-broadcast';

export interface TestWish {
  phone: string;
  variables?: Record<string, string> | undefined;
}

/** One message of a broadcast to a number of one's own, through the ledger like every other. */
export async function sendTest(
  of: BroadcastOfAccount,
  { phone, variables }: TestWish,
  deps: ApiDeps,
): Promise<{ kind: 'sent'; send: ListedSend } | Problem> {
  const { accountId, broadcastId } = of;
  const broadcast = await deps.broadcasts.get(accountId, broadcastId);
  if (!broadcast) return notFound('broadcast');
  const { channel, botId, content } = broadcast;
  const values = variables ?? (await firstVariables(of, deps));
  const missing = variablesOf(content)?.find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) {
    return problem('invalid_request', `The template has the variable {{${missing}}}: give it a value.`);
  }
  // A bot's own credentials need no channel of the environment.
  const availableChannels = botId === null ? deps.availableChannels : [channel];
  const { contacts } = deps;
  const who = { accountId, channel, who: { phone } };
  const contact = await addressContact(who, { contacts, availableChannels });
  if (contact.kind === 'problem') return contact;
  const { send } = await deps.sendLedger.reserve({
    accountId,
    idempotencyKey: `message:test:${broadcastId}:${uuidv7()}`,
    contactId: contact.contactId,
    channel,
    botId,
    content: messageFor(content, values),
  });
  await deps.sendStarter.start({ accountId, sendId: send.id });
  const listed = await deps.sendLists.get(accountId, send.id);
  if (!listed) throw new Error('A reserved send vanished');
  return { kind: 'sent', send: listed };
}

async function firstVariables(of: BroadcastOfAccount, { broadcastRecipients }: ApiDeps) {
  const [first] = await broadcastRecipients.list({ ...of, after: 0, limit: 1 });
  return first?.variables ?? {};
}
