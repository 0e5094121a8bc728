import express from 'express';
import { createAcceptedMessages } from '../accepted-messages';
import { createEventDeliveries, postJson } from '../event-deliveries';
import { serveOnLoopback } from '../loopback-server';
import { reply } from '../provider-faults';
import { createSeededRandom } from '../seeded-random';
import { controlRoutes } from './control-routes';
import { botRoutes, fileRoutes } from './bot-routes';
import type { BotDeps, SetWebhook } from './bot-routes';
import { readBodies } from './read-call';
import { scriptPart, wellBehaved } from './script';
import type { ScriptPart } from './script';
import { failed } from './send-message';
import type { AcceptedText } from './send-message';
import { createStoredFiles } from './stored-files';
import type { StoredFile } from './stored-files';
import type { UpdateContent } from './updates';

export interface FakeTelegramOptions {
  port?: number;
  botToken?: string | undefined;
  /** Goes out in the header of every webhook. */
  secretToken?: string | undefined;
  script?: ScriptPart;
}

const FIRST_UPDATE = 10_000;

/** Starts a Telegram on this machine with one bot and a ledger of what it sent, that misbehaves on command. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}) {
  const botToken = options.botToken ?? '123456789:fake-bot-secret';
  let secretToken = options.secretToken ?? 'fake-secret-token';
  const botId = Number(botToken.split(':')[0]);
  const ledger = createAcceptedMessages<AcceptedText>();
  const files = createStoredFiles();
  const taps = { told: new Set<string>(), answered: [] as string[] };
  const executed: string[] = [];
  let webhook: SetWebhook | null = null;
  const behaviour = wellBehaved();
  let updates = FIRST_UPDATE;
  let drawn = createSeededRandom(1);
  const random = () => drawn();

  const post = async ([update]: object[]): Promise<number | null> => {
    if (behaviour.webhookUrl === null) return null;
    const headers = { 'x-telegram-bot-api-secret-token': secretToken };
    const answer = await postJson(behaviour.webhookUrl, JSON.stringify(update), headers);
    const method = answer && methodIn(answer.text);
    if (method) executed.push(method);
    return answer?.status ?? null;
  };
  const deliveries = createEventDeliveries<object>({
    ...{ habits: behaviour.webhooks, random, post },
    batchSize: 1,
  });
  const script = (part: ScriptPart): void => {
    const { seed, webhooks, ...rest } = scriptPart.parse(part);
    Object.assign(behaviour, rest);
    Object.assign(behaviour.webhooks, webhooks);
    if (seed !== undefined) drawn = createSeededRandom(seed);
  };
  const bot: BotDeps = {
    ...{ botId, script: behaviour, random, files },
    // Message ids count in every chat on its own, as with Telegram.
    accept: (message) =>
      ledger.add({ ...message, messageId: ledger.to(message.to).length + 1, acceptedAt: Date.now() }),
    isTap: (id) => taps.told.has(id),
    answered: (id) => void taps.answered.push(id),
    webhookSet: (settings) => {
      webhook = settings;
      secretToken = settings.secret_token ?? secretToken;
    },
  };

  const app = express();
  app.use(`/bot${botToken}`, readBodies, botRoutes(bot));
  app.use(`/file/bot${botToken}`, fileRoutes(bot));
  if (options.script) script(options.script);
  const server = await serveOnLoopback(app, options.port);
  const fake = {
    ...{ url: server.url, botToken, botId, ledger },
    /** What comes with every webhook: the secret that setWebhook was given last. */
    get secretToken(): string {
      return secretToken;
    },
    /** What setWebhook was told last. Updates go where the script says: there is no https on this machine. */
    webhook: (): SetWebhook | null => webhook,
    /** The taps that were answered, by their ids. */
    answeredTaps: (): readonly string[] => taps.answered,
    /** A file that a person sends: its id is for the content of an update. */
    addFile: (file: Omit<StoredFile, 'fileId'>): string => files.add(file).fileId,
    /** No id of a file is known any more. */
    forgetFiles: (): void => files.clear(),
    /** The methods that answers to webhooks made Telegram execute: there should be none. */
    executed,
    /** Changes the named parts of the behaviour, from now on. */
    script,
    /** Posts updates, one webhook each, in their order; the ids they were given. */
    tell: (...contents: UpdateContent[]): number[] => {
      const told = contents.map((content) => ({ update_id: (updates += 1), ...content }));
      for (const { callback_query: tap } of contents) {
        if (tap && 'id' in tap && typeof tap.id === 'string') taps.told.add(tap.id);
      }
      deliveries.plan(told);
      return told.map((update) => update.update_id);
    },
    /** Resolves when every planned webhook has been posted. */
    quiet: () => deliveries.quiet(),
    summary: () => ({ ...ledger.summary(), webhooks: { ...deliveries.counts } }),
    /** Forgets every message and goes back to good behaviour. */
    clear: (): void => {
      deliveries.stop();
      ledger.clear();
      files.clear();
      executed.length = 0;
      taps.told.clear();
      taps.answered.length = 0;
      const { webhooks, ...rest } = wellBehaved();
      Object.assign(behaviour, rest, { webhookUrl: behaviour.webhookUrl });
      Object.assign(behaviour.webhooks, webhooks);
    },
    close: async (): Promise<void> => {
      deliveries.stop();
      await server.close();
    },
  };
  app.use('/__control', controlRoutes(fake));
  app.use((_req, res) => reply(res, failed(404, 'Not Found')));
  return fake;
}
export type FakeTelegram = Awaited<ReturnType<typeof startFakeTelegram>>;

/** The method that Telegram would execute because the answer to a webhook names one. */
function methodIn(answer: string): string | null {
  try {
    const { method } = JSON.parse(answer) as { method?: unknown };
    return typeof method === 'string' ? method : null;
  } catch {
    return null;
  }
}
