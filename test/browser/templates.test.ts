import type { DataSource } from 'typeorm';
import { createMessageTemplates } from '../../db/repositories/message-templates';
import type { ProviderTemplate, TemplateStatus } from '../../domain/templates/template';
import { askConsole } from '../support/browser/console-api';
import {
  launchBrowser,
  seriousFindings,
  type ConsoleBrowser,
  type ConsolePage,
} from '../support/browser/console-browser';
import { openConsoleDatabase } from '../support/browser/console-database';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const BOT = 'Con plantillas';
const TALKER = '+573001118801';
const OWNER = '102290129340398';
/** Without the business account's id, whose list cannot be asked for: no test asks a provider. */
const CREDENTIALS = {
  phoneNumberId: '106540352242922',
  accessToken: 'an-access-token',
  appSecret: 'an-app-secret',
  verifyToken: 'a-verify-token',
};

let browser: ConsoleBrowser;
let db: DataSource;

const template = (name: string, status: TemplateStatus, more: Partial<ProviderTemplate> = {}) => ({
  ...{ template: `${name}:es`, name, language: 'es', category: 'utility', status },
  ...{ quality: 'high' as const, reason: null, body: null, ...more },
});

const LISTED = [
  template('bienvenida', 'approved', { body: 'Hola {{1}}, tu cita es el {{2}}.' }),
  template('promo', 'paused', { body: '<img src=x onerror="alert(1)"> {{1}}', reason: 'LOW_QUALITY' }),
  template('aviso', 'rejected', { body: 'Aviso', reason: 'INVALID_FORMAT', quality: 'unknown' }),
];

beforeAll(async () => {
  [browser, db] = await Promise.all([launchBrowser(), openConsoleDatabase()]);
  const { code } = await runCommand(testSetting('consoleFolder'), [
    ...['bots', 'create', 'examples/scenarios/restaurant-booking.json', '--name', BOT],
  ]);
  expect(code).toBe(0);
  const [bot] = await db.query<{ id: string; account_id: string }[]>(
    'SELECT id, account_id FROM bot_instance WHERE name = $1',
    [BOT],
  );
  const { id: botId = '', account_id: accountId = '' } = bot ?? {};
  const wish = { platform: 'whatsapp-cloud', credentials: CREDENTIALS };
  await askConsole('POST', `/api/bots/${botId}/platforms`, wish);
  const list = { owner: OWNER, templates: LISTED, at: new Date() };
  const templates = createMessageTemplates(db);
  await templates.keepList({ accountId, channel: 'whatsapp-cloud', botId }, list);
  await templates.keepList({ accountId, channel: 'simulator', botId: null }, list);
});
afterAll(() => Promise.all([browser.close(), db.destroy()]));

const cardOf = ({ page }: ConsolePage, name: string) =>
  page.getByRole('article', { name: `${name} (es)` }).first();

describe('the templates', () => {
  test.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)(
    'show their words, and what to do about one that is held back, in %s at %s',
    async (colorScheme, width) => {
      const opened = await browser.openSignedIn('/broadcasts', {
        ...{ colorScheme, viewport: { width, height: 900 } },
      });
      const { page, complaints } = opened;
      await page.getByRole('link', { name: 'Templates' }).click();
      await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
      const approved = cardOf(opened, 'bienvenida');
      await approved.getByText('Approved').waitFor();
      expect(await approved.locator('mark').allTextContents()).toEqual(['1', '2']);
      const paused = cardOf(opened, 'promo');
      await paused.getByText('LOW_QUALITY').waitFor();
      await paused.getByText('<img src=x onerror="alert(1)">').waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
      await page.getByRole('combobox', { name: 'State' }).click();
      await page.getByRole('option', { name: 'Rejected' }).click();
      await approved.waitFor({ state: 'detached' });
      await cardOf(opened, 'aviso').getByText('INVALID_FORMAT').waitFor();
      expect(complaints).toEqual([]);
    },
  );

  test('are asked for when somebody wants them, and say why a list cannot be had', async () => {
    const { page, complaints } = await browser.openSignedIn('/broadcasts/templates');
    await page.getByRole('button', { name: 'Ask the providers now' }).click();
    const why = page.getByRole('alert').filter({ hasText: 'businessAccountId' });
    await why.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await why.getByRole('link', { name: 'To the bot' }).click();
    await page.getByRole('heading', { level: 1, name: BOT }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a template that is held back', () => {
  test('is said to be so where a broadcast names it; one that is not brings its words', async () => {
    const { page, complaints } = await browser.openSignedIn('/broadcasts/new');
    const buffer = Buffer.from('numero,nombre\n573002000001,Ana\n');
    await page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('combobox', { name: 'Sent through' }).click();
    await page.getByRole('option', { name: `${BOT} · WhatsApp` }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    const named = page.getByRole('combobox', { name: 'Template' });
    await named.fill('promo:es');
    const note = page.getByRole('alert').filter({ hasText: 'promo: Paused' });
    await note.getByRole('link', { name: 'To the templates' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await named.fill('bienvenida');
    await page.getByRole('option', { name: 'bienvenida:es' }).click();
    await note.waitFor({ state: 'detached' });
    const words = await page.getByRole('textbox', { name: 'Approved words' }).inputValue();
    expect(words).toBe('Hola {{1}}, tu cita es el {{2}}.');
    expect(complaints).toEqual([]);
  });

  test('is said to be so where a person sends it in a conversation', async () => {
    const folder = testSetting('consoleFolder');
    expect(await runCommand(folder, ['phone', TALKER, '--bot', BOT], 'hola\n')).toMatchObject({ code: 0 });
    const { page, complaints } = await browser.openSignedIn('/conversations');
    await page.getByRole('searchbox', { name: 'Name or phone' }).fill(TALKER.slice(3));
    await page.getByRole('link', { name: TALKER }).click();
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('button', { name: 'Send a template' }).click();
    const form = page.getByRole('dialog', { name: 'Send a template' });
    await form.getByRole('combobox', { name: 'Template' }).fill('aviso:es');
    await form.getByRole('alert').filter({ hasText: 'aviso: Rejected' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
