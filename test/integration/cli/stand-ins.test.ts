import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarioSchema } from '../../../api/routes/scenarios/scenario.schema';
import type { Scenario } from '../../../domain/conversations/scenario';
import { publishBot } from '../../../cli/bots/publish-bot';
import { standInsBeside } from '../../../cli/bots/stand-ins';
import { scenarioBody } from '../../support/conversations/bot-bodies';
import { serveTestApi, type ServedApi } from '../../support/served-api';

const PDF = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';

let served: ServedApi;
let api: ServedApi['api'];
let client: ServedApi['client'];
let folder: string;
beforeAll(async () => {
  served = await serveTestApi();
  ({ api, client } = served);
});
afterAll(() => served.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hilo-stand-ins-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CARD = 'https://laesquina.example/carta.pdf';
const ELSEWHERE = 'https://laesquina.example/otra.pdf';
const scenario = scenarioSchema.parse(
  scenarioBody({
    name: 'Carta',
    start: 'card',
    steps: {
      card: {
        kind: 'message',
        items: [
          { kind: 'document', url: CARD, caption: 'La carta' },
          { kind: 'document', url: ELSEWHERE },
        ],
        next: 'call',
      },
      call: { kind: 'call', method: 'GET', url: CARD, next: 'bye', onError: 'bye' },
      bye: { kind: 'end', text: 'Adiós.' },
      lost: { kind: 'message', text: '¿Cómo?', next: '@resume' },
    },
  }),
);

async function publish(text = PDF) {
  mkdirSync(join(folder, 'media'), { recursive: true });
  writeFileSync(join(folder, 'media', 'carta.pdf'), text);
  const standIns = await standInsBeside(join(folder, 'carta.json'));
  return publishBot(client, { name: 'Carta', platform: 'simulator', scenario, standIns });
}

interface Listed {
  items: { id: string; fileName: string }[];
}

const filesOf = async (botId: string) =>
  ((await api.call('get', `/api/bots/${botId}/media`)).body as Listed).items;

async function stepsOf(botId: string) {
  const { body } = await api.call('get', `/api/bots/${botId}/scenarios`);
  const [{ id } = { id: '' }] = (body as Listed).items;
  const { body: kept } = await api.call('get', `/api/scenarios/${id}`);
  return (kept as { scenario: Scenario }).scenario.steps;
}

describe('files beside a scenario', () => {
  it('become the bot’s in place of addresses that end in their names, and of no other', async () => {
    const { bot } = await publish();
    const [file, ...more] = await filesOf(bot.id);
    expect([file?.fileName, more]).toEqual(['carta.pdf', []]);
    expect(await stepsOf(bot.id)).toMatchObject({
      card: {
        items: [
          { kind: 'document', media: file?.id, caption: 'La carta' },
          { kind: 'document', url: ELSEWHERE },
        ],
      },
      call: { url: CARD },
    });
  });

  it('are given once, however often it is published; another of that name is another file', async () => {
    const { bot } = await publish();
    expect((await publish()).kind).toBe('there');
    expect(await filesOf(bot.id)).toHaveLength(1);
    expect((await publish(PDF.replace('1 0 obj', '2 0 obj'))).kind).toBe('new version');
    expect(await filesOf(bot.id)).toHaveLength(2);
  });

  it('are none where there is no such folder: addresses stay', async () => {
    const standIns = await standInsBeside(join(folder, 'carta.json'));
    expect(standIns.size).toBe(0);
    const { bot } = await publishBot(client, { name: 'Sin', platform: 'simulator', scenario, standIns });
    expect(await stepsOf(bot.id)).toMatchObject({ card: { items: [{ url: CARD }, { url: ELSEWHERE }] } });
  });
});
