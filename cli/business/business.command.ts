import type { Command } from 'commander';
import type { z } from 'zod';
import {
  businessVersionPage,
  businessView,
  putBusinessBody,
} from '../../api/routes/business/business.schema';
import { hoursInWords } from '../../domain/business/opening-hours';
import { connectToApi } from '../api/connection';
import { readJsonFile } from '../programs/read-json-file';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { timeText } from '../terminal/times';

const path = '/api/business';

/** `hilo business show|set|versions`. */
export function registerBusiness(program: Command): void {
  const business = program
    .command('business')
    .description(
      'What the account says of itself: name, zone, hours, languages, texts, facts, contact policy',
    );
  business.command('show').description('The newest version').option('--json', 'print JSON').action(show);
  business
    .command('set')
    .description('Make the next version; what the file leaves out is as by default')
    .argument('<business.json>', 'name and settings, as examples/business.json or show --json has them')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo business set examples/business.json')
    .action(set);
  business
    .command('versions')
    .description('The last fifty versions, and who made them')
    .option('--json', 'print JSON')
    .action(versions);
}

async function show(options: { json?: true }): Promise<void> {
  print(await connectToApi().get({ path, schema: businessView }), options);
}

async function set(file: string, options: { json?: true }): Promise<void> {
  const body = await readJsonFile(file, putBusinessBody.strip());
  print(await connectToApi().put({ path, schema: businessView, body }), options);
}

async function versions(options: { json?: true }): Promise<void> {
  const { items } = await connectToApi().get({ path: `${path}/versions`, schema: businessVersionPage });
  if (options.json) return printJson(items);
  const columns = ['version', 'changed', 'by', 'name'].map((title) => ({ title }));
  const rows = items.map(({ version, changedAt, changedBy, name }) => [
    ...[String(version), timeText(changedAt), changedBy ?? '', name],
  ]);
  console.log(table(columns, rows, stylesFor()));
}

function print(business: z.output<typeof businessView>, options: { json?: true }): void {
  if (options.json) return printJson(business);
  const { version, changedBy, changedAt, name, settings, models } = business;
  const { contactHours, frequencyCap: cap } = settings.contactPolicy;
  const lines: [string, string][] = [
    ['name', name],
    [
      'version',
      changedBy === null ? 'nothing said yet' : `${version}, ${timeText(changedAt)} by ${changedBy}`,
    ],
    ['zone', settings.timezone],
    ['hours', hoursInWords(settings.hours) ?? 'not said'],
    ['languages', settings.languages.join(', ')],
    ['texts', Object.keys(settings.texts).join(', ') || "Hilo's own"],
    ['facts', String(settings.facts.length)],
    ['contact hours', contactHours ?? 'as usual'],
    ['frequency cap', cap === null ? 'none' : `${cap.messages} in ${cap.days} days`],
    ['models', models.map(({ label, model }) => `${label} ${model}`).join(', ')],
  ];
  console.log(facts(lines, stylesFor()));
}
