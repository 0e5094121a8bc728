import express from 'express';
import { createAcceptedMessages } from '../accepted-messages';
import { createEventDeliveries, postJson } from '../event-deliveries';
import { serveOnLoopback } from '../loopback-server';
import { reply } from '../provider-faults';
import { createSeededRandom } from '../seeded-random';
import { controlRoutes } from './control-routes';
import { scriptPart, wellBehaved } from './script';
import type { ScriptPart } from './script';
import { failed, sendMessage } from './send-message';
import type { AcceptedText, SendDeps } from './send-message';
import type { UpdateContent } from './updates';

export interface FakeTelegramOptions {
  port?: number;
  botToken?: string;
  /** Goes out in the header of every webhook. */
  secretToken?: string;
  script?: ScriptPart;
}

const FIRST_UPDATE = 10_000;

/** Starts a Telegram on this machine with one bot and a ledger of what it sent, that misbehaves on command. */
export async function startFakeTelegram(options: FakeTelegramOptions = {}) {
  const botToken = options.botToken ?? '123456789:fake-bot-secret';
  const secretToken = options.secretToken ?? 'fake-secret-token';
  const botId = Number(botToken.split(':')[0]);
  const ledger = createAcceptedMessages<AcceptedText>();
  const executed: string[] = [];
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
  const accept: SendDeps['accept'] = (text) =>
    // Message ids count in every chat on its own, as with Telegram.
    ledger.add({ ...text, messageId: ledger.to(text.to).length + 1, acceptedAt: Date.now() });

  const app = express();
  app.use(express.json({ limit: '1mb' }));
  app.post(`/bot${botToken}/sendMessage`, (req, res) =>
    sendMessage({ botId, script: behaviour, random, accept }, req, res),
  );
  if (options.script) script(options.script);
  const server = await serveOnLoopback(app, options.port);
  const fake = {
    ...{ url: server.url, botToken, botId, secretToken, ledger },
    /** The methods that answers to webhooks made Telegram execute: there should be none. */
    executed,
    /** Changes the named parts of the behaviour, from now on. */
    script,
    /** Posts updates, one webhook each, in their order; the ids they were given. */
    tell: (...contents: UpdateContent[]): number[] => {
      const told = contents.map((content) => ({ update_id: (updates += 1), ...content }));
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
      executed.length = 0;
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
