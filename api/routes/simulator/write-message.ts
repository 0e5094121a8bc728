import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { InboundMedia } from '../../../channels/channel';
import type { ApiDeps } from '../../api-deps';
import { receiveMessage, type Received } from '../../inbound/receive-message';
import { notFound, problem, type Problem } from '../../problems';
import type { writeBody } from './simulator.schema';

export interface PhoneWrites {
  accountId: string;
  phone: string;
  body: z.output<typeof writeBody>;
}

/** Takes a message of a simulated phone as a provider's webhook would bring it. */
export async function writeFromPhone(
  { accountId, phone, body }: PhoneWrites,
  deps: ApiDeps,
): Promise<Received | Problem> {
  const files = await filesOf(accountId, body, deps);
  if ('kind' in files) return files;
  const viaBot = body.bot ?? files.botId;
  if (viaBot !== undefined) {
    const refusal = await refusalOfBot(accountId, viaBot, deps);
    if (refusal) return refusal;
  }
  const message = {
    channel: 'simulator' as const,
    providerId: body.id ?? uuidv7(),
    from: phone,
    to: 'simulator',
    phone,
    profileName: body.name ?? null,
    text: body.text ?? '',
    receivedAt: deps.now(),
    ...(files.media.length > 0 && { media: files.media }),
    ...(body.choice !== undefined && { button: { id: body.choice } }),
  };
  return receiveMessage({ accountId, viaBot }, message, deps);
}

/** The files as a platform tells of them; all of one bot, which is the one they are for. */
async function filesOf(
  accountId: string,
  { media: ids = [], bot }: PhoneWrites['body'],
  { mediaFiles }: ApiDeps,
): Promise<{ media: InboundMedia[]; botId: string | undefined } | Problem> {
  const media: InboundMedia[] = [];
  let botId = bot;
  for (const id of ids) {
    const file = await mediaFiles.get(accountId, id);
    if (!file) return notFound('file');
    botId ??= file.botId;
    if (file.botId !== botId) {
      return problem(
        'conflict',
        'A file belongs to another bot: upload it to the bot that the message is for.',
      );
    }
    const { kind, mimeType, fileName } = file;
    media.push({ kind, providerFileId: id, mimeType, fileName, albumId: null });
  }
  return { media, botId };
}

async function refusalOfBot(accountId: string, botId: string, { bots }: ApiDeps): Promise<Problem | null> {
  const bot = await bots.get(accountId, botId);
  if (!bot) return notFound('bot');
  if (bot.platforms.includes('simulator')) return null;
  const how = `POST /api/bots/${botId}/platforms with {"platform": "simulator"}`;
  return problem('conflict', `The bot ${bot.name} is not on the simulator: ${how} puts it there.`);
}
