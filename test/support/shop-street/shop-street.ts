import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keyText, randomKeyParts } from '../../../cli/account/fresh-key';
import { createAccounts } from '../../../db/repositories/accounts';
import type { ModelSetting } from '../../../domain/llm/model-setting';
import { startFakeModels } from '../fake-models/fake-models';
import { VERTEX_ENDPOINT } from '../fake-models/vertex-door';
import { startFakeTwilio } from '../fake-twilio/fake-twilio';
import type { InboundRequest } from '../fake-twilio/inbound';
import { until } from '../pace';
import { startPlatform } from '../platform';

const CATALOGUE = join(__dirname, '../../../examples/shop/products-co.csv');

export type ShopStreet = Awaited<ReturnType<typeof openShopStreet>>;

/**
 * A shop that sells over WhatsApp: Hilo's own processes, the example catalogue, a bot whose agent answers, and
 * Twilio's and every model provider's fakes.
 */
export async function openShopStreet() {
  const [models, twilio] = await Promise.all([startFakeModels(), startFakeTwilio()]);
  const platform = await startPlatform({
    HILO_SECRET_KEY: keyText(randomKeyParts()),
    TWILIO_API_BASE_URL: twilio.url,
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_WHATSAPP_FROM: twilio.sender,
    GEMINI_API_BASE_URL: models.endpoint('gemini'),
    OPENAI_API_BASE_URL: models.endpoint('openai'),
    ANTHROPIC_API_BASE_URL: models.endpoint('anthropic'),
    XAI_API_BASE_URL: models.endpoint('xai'),
    OLLAMA_BASE_URL: models.endpoint('ollama'),
    LM_STUDIO_BASE_URL: models.endpoint('lm-studio'),
    VERTEX_API_ENDPOINT: VERTEX_ENDPOINT,
  });
  const { apiUrl, db } = platform;
  const accounts = createAccounts(db);
  const { id: accountId } = (await accounts.first()) ?? (await accounts.create('Tienda'));
  const { key } = await accounts.issueKey(accountId, 'street');
  const settings = { PUBLIC_BASE_URL: apiUrl, NODE_OPTIONS: throughTheDoor(models.endpoint('vertex')) };
  await platform.startApi(settings);
  let worker = await platform.startWorker(settings);

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const csv = typeof body === 'string';
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { 'x-api-key': key, 'content-type': csv ? 'text/csv' : 'application/json' },
      ...(body !== undefined && { body: csv ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  await call('POST', '/api/shop/products/import', await readFile(CATALOGUE, 'utf8'));
  const bot = await call<{ id: string }>('POST', `/api/accounts/${accountId}/bots`, {
    name: 'Milo',
    mode: 'agent',
  });
  await call('PUT', `/api/bots/${bot.id}/platforms/twilio`, {});
  twilio.script({ inboundUrl: `${apiUrl}/whatsapp` });

  let people = 0;
  return {
    ...{ platform, models, twilio, call, accountId, botId: bot.id },
    /** Which models answer from now on, in their order; none for the offline one. */
    async answersWith(settings: readonly ModelSetting[]): Promise<void> {
      const wishes = settings.map(({ provider, model, credentials }) => ({ provider, model, credentials }));
      await call('PUT', '/api/language-models', { models: wishes });
    },
    person() {
      people += 1;
      return personOf(twilio, `+57310555${String(1000 + people)}`);
    },
    async killWorker(): Promise<void> {
      worker.force();
      await worker.exited;
      worker = await platform.startWorker(settings);
    },
    async close(): Promise<void> {
      await platform.stop();
      await Promise.all([models.close(), twilio.close()]);
    },
  };
}

/**
 * Has a process of Hilo's reach the fake of Vertex AI, which is spoken to over https alone. Node would warn of a
 * TypeScript file that it has to load by itself.
 */
function throughTheDoor(fakeUrl: string): string {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const door = pathToFileURL(join(__dirname, '../fake-models/vertex-door.ts')).href;
  return `--import ${tsx} --import data:text/javascript,import{openVertexDoor}from'${door}';openVertexDoor('${fakeUrl}')`;
}

function personOf(twilio: Awaited<ReturnType<typeof startFakeTwilio>>, phone: string) {
  const heard = () => twilio.ledger.to(`whatsapp:${phone}`).map(({ body }) => body);
  const person = {
    phone,
    heard,
    /** Writes, and waits for what comes back; in Twilio's answer or by its API. */
    async says(text: string): Promise<string> {
      const before = heard().length;
      await person.writes(text);
      return person.hears(before);
    },
    writes: (text: string) => person.sends({ body: text }),
    async sends(message: Pick<InboundRequest, 'body' | 'media'>): Promise<void> {
      const { status } = await twilio.sendInbound({ ...message, from: phone, profileName: 'Ana' });
      if (status !== 200) throw new Error(`The webhook answered ${status ?? 'nothing'}`);
    },
    async hears(before: number): Promise<string> {
      const told = () => heard().slice(before);
      const what = `something said to ${phone}`;
      await until({ for: what, look: () => told().length, is: (lines) => lines > 0, everyMs: 50 });
      return told().join('\n');
    },
  };
  return person;
}
