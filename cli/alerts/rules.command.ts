import type { Command } from 'commander';
import { ruleBody, rulePage, savedRuleView, testView } from '../../api/routes/alerts/alerts.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { readSome } from '../api/read-pages';
import { readJsonFile } from '../programs/read-json-file';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { rulesTable, triedText, type Rule } from './alert-screens';

/** More than any account has. */
const ALL = 10_000;

/** `hilo alerts rules|save|remove|try`. */
export function registerRules(alerts: Command): void {
  alerts.command('rules').description('The rules, oldest first').option('--json', 'print JSON').action(list);
  alerts
    .command('save')
    .description('Make a rule of a JSON file, or change the one of the same name')
    .argument('<file>', 'such as examples/alerts/complaints.json')
    .action(save);
  alerts
    .command('remove')
    .description('Delete a rule with all the alerts it raised')
    .argument('<rule>', 'its name')
    .action(remove);
  alerts
    .command('try')
    .description('Which rules would fire on a text, and what they would do; does nothing')
    .argument('<text>', 'what somebody might write')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo alerts try "voy a llamar a mi abogado"')
    .action(tryText);
}

async function allRules(api: ApiClient): Promise<readonly Rule[]> {
  return (await readSome(api, { path: '/api/alerts/rules', schema: rulePage }, ALL)).items;
}

async function list({ json }: { json?: true }): Promise<void> {
  const rules = await allRules(connectToApi());
  if (json) return printJson(rules);
  console.log(
    rules.length === 0 ? 'There are no rules. See: hilo alerts save --help' : rulesTable(rules, stylesFor()),
  );
}

async function save(file: string): Promise<void> {
  const api = connectToApi();
  const body = await readJsonFile(file, ruleBody);
  const known = (await allRules(api)).find(({ name }) => name === body.name);
  const command = { schema: savedRuleView, body };
  const rule = await (known
    ? api.put({ ...command, path: `/api/alerts/rules/${known.id}` })
    : api.post({ ...command, path: '/api/alerts/rules' }));
  console.log(`"${rule.name}" ${known ? 'is changed' : 'watches from now on'}.`);
  if (rule.webhookSecret !== null) {
    console.log(
      `Its webhooks are signed with this secret, which is not shown again:\n  ${rule.webhookSecret}`,
    );
  }
}

async function remove(wanted: string): Promise<void> {
  const api = connectToApi();
  const rule = (await allRules(api)).find(({ name }) => name === wanted);
  if (!rule) throw new Error(`There is no rule called "${wanted}". See: hilo alerts rules`);
  await api.delete(`/api/alerts/rules/${rule.id}`);
  console.log(`"${rule.name}" is gone, with its alerts.`);
}

async function tryText(text: string, { json }: { json?: true }): Promise<void> {
  const tried = await connectToApi().post({ path: '/api/alerts/test', schema: testView, body: { text } });
  if (json) printJson(tried);
  else console.log(triedText(tried));
}
