import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { ListedSend } from '../../../db/repositories/send-lists';
import type { Send } from '../../../domain/messaging/send';
import type { EpochMs } from '../../../domain/time/moments';
import type { ApiDeps } from '../../api-deps';
import { readIdempotencyKey } from '../../idempotency-key';
import { addressContact } from '../../inbound/address-contact';
import { problem, type Problem } from '../../problems';
import type { Sender } from '../broadcasts/find-sender';
import { refuseTemplate } from '../whatsapp/refuse-template';
import type { createSendBody } from './sends.schema';

export interface SendCommand {
  accountId: string;
  idempotencyKey: string | undefined;
  body: z.output<typeof createSendBody>;
  /** What it goes out by; the channel of the body, or the usual one, when absent. */
  sender?: Pick<Sender, 'channel' | 'botId'>;
  /** When it is to go out; at once when absent. */
  scheduledFor?: EpochMs | null;
}

/** Reserves one message and starts what carries it; the same key with the same body gives the same send. */
export async function createSend(
  command: SendCommand,
  deps: ApiDeps,
): Promise<{ kind: 'reserved'; send: ListedSend; repeated: boolean } | Problem> {
  const { accountId, scheduledFor = null } = command;
  const idempotencyKey = readIdempotencyKey(command.idempotencyKey);
  if (typeof idempotencyKey !== 'string') return idempotencyKey;
  const key = `message:${idempotencyKey}`;
  const request = await readRequest(command, key, deps);
  if ('kind' in request) return request;
  const { send, fresh } = await deps.sendLedger.reserve({ accountId, idempotencyKey: key, ...request });
  if (!isDeepStrictEqual(askedFor(send), request)) {
    return problem('idempotency_key_reused', 'This Idempotency-Key already belongs to another message.');
  }
  // Away or not, the row stands: the worker's sweep carries what nobody started.
  if (send.state === 'reserved') {
    await deps.sendStarter.start({ accountId, sendId: send.id, startAt: scheduledFor });
  }
  const listed = await deps.sendLists.get(accountId, send.id);
  if (!listed) throw new Error('A reserved send vanished');
  return { kind: 'reserved', send: listed, repeated: !fresh };
}

/** To whom, by which sender and what; a template that is refused by now takes nothing from a send of before. */
async function readRequest(
  { accountId, body, scheduledFor = null, sender }: SendCommand,
  key: string,
  deps: ApiDeps,
) {
  const { channel, botId } = sender ?? { channel: body.channel ?? deps.defaultChannel, botId: null };
  const { content } = body;
  const isNew = (await deps.sendLedger.findByKey(accountId, key)) === null;
  const refusal = isNew ? await refuseTemplate({ accountId, channel, botId }, content, deps) : null;
  if (refusal) return refusal;
  // A bot's own credentials need no channel of the environment.
  const availableChannels = botId === null ? deps.availableChannels : [channel];
  const who = { accountId, channel, who: body.to };
  const contact = await addressContact(who, { contacts: deps.contacts, availableChannels });
  if (contact.kind === 'problem') return contact;
  return { contactId: contact.contactId, channel, botId, content, scheduledFor };
}

/** What a request asked for, as its row has it. */
function askedFor({ contactId, channel, botId = null, content, scheduledFor = null }: Send) {
  return { contactId, channel, botId, content, scheduledFor };
}
