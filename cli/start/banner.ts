import type { Env } from '../../config/env';
import { hasDemonstration } from '../../config/demonstration';
import { newAdminLine } from '../prepare/new-admin-line';
import { credentialsFile } from './credentials';
import type { Started } from './start-everything';
import type { StartContext } from './launchers';
import { apiUrl } from './settings';

/** What a person wants to know once everything runs: where it is, what was made, what to try. */
export function banner(context: StartContext, started: Started): string {
  return [
    '',
    'Hilo is running.',
    '',
    ...places(context, started),
    '',
    ...made(context, started),
    ...demonstration(context, started),
    ...tour(),
    '',
  ].join('\n');
}

function places(context: StartContext, started: Started): string[] {
  const { env, ports } = context;
  const api = apiUrl(env, ports.api);
  const rows: [string, string][] = [
    ['Console', `${api}/`],
    ['API', api],
    ['API reference', `${api}/docs`],
    ['Temporal Web UI', temporalUi(env, ports.temporalUi)],
    ['Temporal', started.endpoints.temporalAddress],
    ['Metrics, API', `${api}/metrics`],
    [
      'Metrics, worker',
      ports.workerMetrics === 0 ? 'off' : `http://127.0.0.1:${ports.workerMetrics}/metrics`,
    ],
    ['Postgres', withoutPassword(started.endpoints.databaseUrl)],
    ['Data and logs', context.dataDir],
  ];
  return rows.map(([name, place]) => `  ${name.padEnd(17)}${place}`);
}

function temporalUi(env: Env, port: number): string {
  return env.TEMPORAL_ADDRESS === undefined
    ? `http://127.0.0.1:${port}`
    : 'your own (TEMPORAL_ADDRESS is set)';
}

function made(context: StartContext, { database }: Started): string[] {
  const file = credentialsFile(context.dataDir);
  const admin = database.newAdmin ? [`  ${newAdminLine(database.newAdmin)}`] : [];
  if (database.newKey === undefined) return [`  The API key is in ${file}`, ...admin, ''];
  const account = database.accountIsNew
    ? `  Made account "Hilo" (${database.accountId}) and its`
    : '  Made a new';
  return [`${account} API key, kept in ${file}`, ...admin, ''];
}

function demonstration({ env, ports }: StartContext, { database }: Started): string[] {
  if (!hasDemonstration(env) || !database.hasDemonstration) return [];
  return [
    'To look around first, with something to see on every page and without a password:',
    `  ${apiUrl(env, ports.api)}/ and "Look at the demonstration"   (npx hilo demo remove takes it away)`,
    '',
  ];
}

function tour(): string[] {
  return [
    'Try next, in another terminal:',
    '  npx hilo import examples/enrollments-legacy.csv --program examples/programs/six-sessions.json --day-length 20s',
    '  npx hilo phone +573001112233',
    'Or a bot:',
    '  npx hilo bots create examples/scenarios/restaurant-booking.json',
    '',
    'Ctrl-C stops everything; the data stays.',
  ];
}

/** A connection string fit for a screen: the password stays in its file. */
function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
