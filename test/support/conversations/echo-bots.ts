import type { DataSource } from 'typeorm';
import type { BotMode } from '../../../db/entities/bot.entity';
import { secretKeysOf } from '../../../config/secret-keys';
import { readEnv } from '../../../config/env';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBots } from '../../../db/repositories/bots';
import { createPlatformCredentials } from '../../../db/repositories/platform-credentials';
import { createScenarios } from '../../../db/repositories/scenarios';
import { createSecretBox } from '../../../db/secrets/secret-box';
import type { NamedCredentials } from '../../../domain/conversations/platform-credentials';
import { smallScenario } from './read-scenario';

/** Answers every message with its own words: the first, which begins the conversation, with `eco nada`. */
export const echoScenario = smallScenario(
  {
    a: { kind: 'ask', text: 'eco {{last}}', answer: { kind: 'text' }, save: 'last', next: 'a' },
  },
  { name: 'Echo', variables: { last: 'nada' } },
);

/** What the echo answers a person's messages with, in order. */
export function echoesOf(texts: readonly string[]): string[] {
  return texts.map((text, index) => (index === 0 ? 'eco nada' : `eco ${text}`));
}

/** A bot that echoes, on each of the platforms, with the given credentials; its id. */
export async function createEchoBot(
  db: DataSource,
  secretKey: string,
  platforms: readonly NamedCredentials[],
): Promise<{ accountId: string; botId: string }> {
  const { accountId, botId } = await createProofBot(db, secretKey, { mode: 'scenario', platforms });
  const scenarios = createScenarios(db);
  const scenario = await scenarios.create(accountId, botId, echoScenario);
  if (!scenario) throw new Error('There is an echo already');
  await scenarios.activate(accountId, scenario.id);
  return { accountId, botId };
}

interface ProofBot {
  mode: BotMode;
  platforms: readonly NamedCredentials[];
}

/** A bot of the first account, on each of the platforms. */
export async function createProofBot(
  db: DataSource,
  secretKey: string,
  { mode, platforms }: ProofBot,
): Promise<{ accountId: string; botId: string }> {
  const accounts = createAccounts(db);
  const { id: accountId } = (await accounts.first()) ?? (await accounts.create('Proof'));
  const bot = await createBots(db).create(accountId, { name: 'Proof', description: null, mode });
  if (!bot) throw new Error('There is a bot already');
  const box = createSecretBox(secretKeysOf(readEnv({ HILO_SECRET_KEY: secretKey })));
  const credentials = createPlatformCredentials(db, box);
  for (const { platform, credentials: given } of platforms) {
    await credentials.put(accountId, bot.id, { platform, credentials: given, isActive: true });
  }
  return { accountId, botId: bot.id };
}

/** Puts a bot on the simulated phone. */
export async function attachSimulator(db: DataSource, accountId: string, botId: string): Promise<void> {
  const box = createSecretBox({ current: null, earlier: [] });
  const shared = { platform: 'simulator' as const, credentials: null, isActive: true };
  await createPlatformCredentials(db, box).put(accountId, botId, shared);
}
