import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { ListedSend } from '../../../db/repositories/send-lists';
import type { Send } from '../../../domain/messaging/send';
import type { EpochMs } from '../../../domain/time/moments';
import type { ApiDeps } from '../../api-deps';
import { readIdempotencyKey } from '../../idempotency-key';
import { addressContact } from '../../inbound/address-contact';
import { problem, type Problem } from '../../problems';
import type { createSendBody } from './sends.schema';

export interface SendCommand {
  accountId: string;
  idempotencyKey: string | undefined;
  body: z.output<typeof createSendBody>;
  /** When it is to go out; at once when absent. */
  scheduledFor?: EpochMs | null;
}

/** Reserves one message and starts what carries it; the same key with the same body gives the same send. */
export async function createSend(
  { accountId, idempotencyKey: header, body, scheduledFor = null }: SendCommand,
  deps: ApiDeps,
): Promise<{ kind: 'reserved'; send: ListedSend; repeated: boolean } | Problem> {
  const idempotencyKey = readIdempotencyKey(header);
  if (typeof idempotencyKey !== 'string') return idempotencyKey;
  const channel = body.channel ?? deps.defaultChannel;
  const contact = await addressContact({ accountId, channel, who: body.to }, deps);
  if (contact.kind === 'problem') return contact;
  const request = { contactId: contact.contactId, channel, content: body.content, scheduledFor };
  const key = `message:${idempotencyKey}`;
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

/** What a request asked for, as its row has it. */
function askedFor({ contactId, channel, content, scheduledFor = null }: Send) {
  return { contactId, channel, content, scheduledFor };
}
