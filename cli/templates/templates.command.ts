import type { Command } from 'commander';
import { Option } from 'commander';
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { sendersView, syncStartedView, templatePage } from '../../api/routes/whatsapp/whatsapp.schema';
import { TEMPLATE_STATUSES } from '../../domain/templates/template';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { readPages } from '../api/read-pages';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { timeText } from '../terminal/times';

type Sender = z.output<typeof sendersView>['items'][number];

/** `hilo templates list|sync`. */
export function registerTemplates(program: Command): void {
  const templates = program.command('templates').description('Templates of WhatsApp, as providers list them');
  templates
    .command('list')
    .description('What providers last told of templates')
    .addOption(new Option('--status <status>', 'only those').choices(TEMPLATE_STATUSES))
    .option('--json', 'print JSON')
    .action(list);
  templates
    .command('sync')
    .description("Look at the providers' lists now, and say how it went")
    .option('--json', 'print JSON')
    .action(sync);
}

async function list({ status, json }: { status?: string; json?: true }): Promise<void> {
  const listing = { path: '/api/whatsapp/templates', schema: templatePage, query: { status } };
  const templates: z.output<typeof templatePage>['items'] = [];
  for await (const template of readPages(connectToApi(), listing)) templates.push(template);
  if (json) return printJson(templates);
  const columns = ['template', 'name', 'language', 'category', 'status', 'quality', 'told', 'why', 'sender'];
  const rows = templates.map(({ template, name, language, category, toldAt, reason, ...is }) => [
    ...[template, name, language, category ?? '', is.status, is.quality, timeText(toldAt), reason ?? ''],
    is.botId === null ? is.channel : `${is.channel} of bot ${is.botId}`,
  ]);
  console.log(
    table(
      columns.map((title) => ({ title })),
      rows,
      stylesFor(),
    ),
  );
}

/** Lists are read one after another, each within seconds. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 500;

async function sync({ json }: { json?: true }): Promise<void> {
  const api = connectToApi();
  const before = await sendersOf(api);
  if (before.length === 0)
    throw new Error('No sender of the account has templates: attach a bot to WhatsApp.');
  await api.post({ path: '/api/whatsapp/templates/sync', schema: syncStartedView, body: {} });
  const senders = await readAnew(api, before);
  if (senders.some(({ templates }) => (templates?.failure ?? null) !== null)) process.exitCode = 1;
  if (json) return printJson(senders);
  const columns = ['sender', 'templates', 'looked at', 'went wrong'].map((title) => ({ title }));
  const rows = senders.map(({ channel, botName, templates }) => [
    botName === null ? channel : `${botName}/${channel}`,
    String(templates?.count ?? ''),
    timeText(templates?.syncedAt ?? null),
    templates?.failure ?? '',
  ]);
  console.log(table(columns, rows, stylesFor()));
}

/** The senders once every list was looked at after these. */
async function readAnew(api: ApiClient, before: readonly Sender[]): Promise<Sender[]> {
  const lookedAt = new Map(before.map((sender) => [nameOf(sender), sender.templates?.syncedAt]));
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const senders = await sendersOf(api);
    const isOld = (sender: Sender) =>
      [null, lookedAt.get(nameOf(sender)) ?? null].includes(sender.templates?.syncedAt ?? null);
    if (!senders.some(isOld)) return senders;
    if (Date.now() > until) throw new Error('It takes longer than a minute: see hilo templates list later.');
    await delay(LOOK_EVERY_MS);
  }
}

const nameOf = ({ channel, botId }: Sender) => `${channel}:${botId ?? ''}`;

/** Those whose templates can be listed. */
async function sendersOf(api: ApiClient): Promise<Sender[]> {
  const { items } = await api.get({ path: '/api/whatsapp', schema: sendersView });
  return items.filter(({ isActive, templates }) => isActive && templates !== null);
}
