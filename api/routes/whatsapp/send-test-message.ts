import type { z } from 'zod';
import type { ApiDeps } from '../../api-deps';
import type { Problem } from '../../problems';
import { findSender } from '../broadcasts/find-sender';
import { createSend } from '../sends/create-send';
import type { testMessageBody } from './whatsapp.schema';

export interface TestMessage {
  accountId: string;
  idempotencyKey: string | undefined;
  body: z.output<typeof testMessageBody>;
}

/** One message by a sender of the account, through the ledger like every other. */
export async function sendTestMessage(
  { accountId, idempotencyKey, body }: TestMessage,
  deps: ApiDeps,
): Promise<Awaited<ReturnType<typeof createSend>> | Problem> {
  const sender = await findSender(accountId, body.sender, deps);
  if (sender.kind === 'problem') return sender;
  const { phone, content } = body;
  return createSend({ accountId, idempotencyKey, body: { to: { phone }, content }, sender }, deps);
}
