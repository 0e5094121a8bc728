import { parseArgs } from 'node:util';
import request from 'supertest';
import { freshJwtSecret, keyText, randomKeyParts } from '../../../cli/account/fresh-key';
import { repositories } from '../../../api/compose-repositories';
import { routeTable } from '../../../api/routes';
import { createAddressHashes } from '../../../db/secrets/address-hashes';
import { createSecretBox } from '../../../db/secrets/secret-box';
import { hashPassword } from '../../../db/secrets/password-hashes';
import { createSuppressedAddresses } from '../../../db/repositories/suppressed-addresses';
import { rowsOfAccount, tablesThatDiffer } from '../../support/access/account-rows';
import { tracesOf, type Canaries } from '../../support/access/canaries';
import { makeEverything, type AccountSubject, type Ids } from '../../support/access/everything';
import { reachesInto, trespassOf, violationOf, type MatrixCaller } from '../../support/access/matrix';
import { matrixCallers } from '../../support/access/matrix-callers';
import { until } from '../../support/pace';
import { startPlatform, type Platform } from '../../support/platform';

const JWT_SECRET = freshJwtSecret();
const SECRET_KEY = keyText(randomKeyParts());
/** Of the routes in a quick run, one in so many: a test asks all of them. */
const QUICK_EVERY = 8;
const PASSWORD = 'canary-of-a-password';
const LOGIN = 'proof@example.com';

interface Side {
  subject: AccountSubject;
  ids: Ids;
  callers: MatrixCaller[];
}

/**
 * Every route as everybody who might ask, about their own account and another one's, on a running API; then passwords
 * are guessed, a refresh token is used twice, and secrets are looked for where they must not be.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({ args, options: { quick: { type: 'boolean', default: false } } });
  const lines: string[] = [];
  const settings = {
    ...{ JWT_SECRET, HILO_SECRET_KEY: SECRET_KEY, LOG_LEVEL: 'trace' },
    ...{
      RATE_LIMIT_PER_ADDRESS: '0',
      RATE_LIMIT_PER_KEY: '0',
      RATE_LIMIT_PER_ACCOUNT: '0',
      RATE_LIMIT_SIGN_INS: '0',
    },
  };
  const platform = await startPlatform(settings, (line) => lines.push(line));
  try {
    await platform.startApi();
    await platform.startWorker();
    const routes = values.quick ? routeTable.filter((_, index) => index % QUICK_EVERY === 0) : routeTable;
    return await prove(platform, { lines, routes });
  } finally {
    await platform.stop();
  }
}

async function prove(platform: Platform, { lines, routes }: { lines: string[]; routes: typeof routeTable }) {
  const stores = storesOf(platform);
  const sides: [Side, Side] = [
    await makeSide(platform, stores, 'First'),
    await makeSide(platform, stores, 'Second'),
  ];
  const canaries = await plantCanaries(platform, stores, sides[0]);
  const matrix = await askEverything(platform, { sides, routes });
  const guesses = await guessPasswords(platform);
  const reuse = await useTwice(platform);
  const traces = await tracesOf(canaries, { platform, lines, owner: sides[0].subject, ids: sides[0].ids });
  const violations = [...matrix.violations, ...guesses, ...reuse, ...traces.found];
  for (const violation of violations) process.stderr.write(`${violation}\n`);
  return {
    prove: 'access',
    cases: matrix.cases,
    violations: violations.length,
    routes: routes.length,
    callers: sides[0].callers.length,
    bruteForceLocked: guesses.length === 0,
    refreshReuseRevoked: reuse.length === 0,
    canaries: { planted: canaries.size, looked_in: traces.lookedIn, found: traces.found.length },
    ok: violations.length === 0,
  };
}

type Stores = ReturnType<typeof storesOf>;

function storesOf({ db }: Platform) {
  const keys = { current: null, earlier: [] };
  return repositories(db, createSecretBox(keys), createSuppressedAddresses(createAddressHashes(keys)));
}

async function makeSide(platform: Platform, stores: Stores, name: string): Promise<Side> {
  const account = await stores.accounts.create(name);
  const { key } = await stores.accounts.issueKey(account.id, 'proof');
  const subject: AccountSubject = {
    account: { id: account.id, key },
    call: (method, path) => request(platform.apiUrl)[method](path).set('x-api-key', key),
    database: { dataSource: platform.db },
    deps: stores,
  };
  const ids = await makeEverything(subject);
  return { subject, ids, callers: await matrixCallers(account.id, { ...stores, jwtSecret: JWT_SECRET }) };
}

/** Secrets of each kind that the platform is given, or gives, by what they are. */
async function plantCanaries(
  platform: Platform,
  stores: Stores,
  { subject, ids, callers }: Side,
): Promise<Canaries> {
  const { account, call } = subject;
  const passwordHash = await hashPassword(PASSWORD);
  await stores.operators.create(account.id, { login: LOGIN, role: 'owner', passwordHash });
  const { refreshToken, accessToken } = await signIn(platform);
  const [botSecret, botToken, modelKey] = [
    'canary-of-a-bot',
    '987654:canary-of-telegram',
    'canary-of-a-model',
  ];
  await call('put', `/api/bots/${ids['bots'] ?? ''}/secrets/CANARY`).send({ value: botSecret });
  const credentials = { botToken, webhookSecret: 'canary-of-a-webhook' };
  await call('put', `/api/bots/${ids['bots'] ?? ''}/platforms/telegram`).send({ credentials });
  await call('put', '/api/language-models').send({
    models: [{ provider: 'openai', model: 'gpt-5-mini', credentials: { apiKey: modelKey } }],
  });
  const held = callers.flatMap(({ headers }) => Object.values(headers)).filter((value) => value.length > 40);
  return new Map([
    ['the password', PASSWORD],
    ['the hash of the password', passwordHash.split('$').at(-1) ?? ''],
    ['the refresh token', refreshToken],
    ['the access token', accessToken],
    ['the JWT secret', JWT_SECRET],
    ['the secret key', SECRET_KEY.split(':').at(-1) ?? ''],
    ['the API key', account.key],
    ['a secret of a bot', botSecret],
    ['a token of Telegram', botToken],
    ['a secret of a webhook', credentials.webhookSecret],
    ['a key of a language model', modelKey],
    ...held.map(
      (value, index) => [`what caller ${index} held`, value.replace(/^(Bearer |[^=]+=)/, '')] as const,
    ),
  ]);
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

function enter(platform: Platform, password: string, login = LOGIN): request.Test {
  return request(platform.apiUrl).post('/api/auth/login').send({ login, password });
}

async function signIn(platform: Platform): Promise<Tokens> {
  const answer = await enter(platform, PASSWORD);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { tokens: Tokens }).tokens;
}

async function askEverything(
  platform: Platform,
  { sides, routes }: { sides: [Side, Side]; routes: typeof routeTable },
) {
  const violations: string[] = [];
  let cases = 0;
  const note = (found: (string | null)[]) => {
    cases += found.length;
    violations.push(...found.filter((violation) => violation !== null));
  };
  const target = platform.apiUrl;
  for (const [mine, theirs] of [sides, sides.toReversed()] as [Side, Side][]) {
    const { id } = theirs.subject.account;
    const before = await rowsAtRest(platform, id);
    for (const route of routes.filter(reachesInto)) {
      note(
        await Promise.all(
          mine.callers.map((caller) => trespassOf({ target, route, ids: theirs.ids }, caller)),
        ),
      );
    }
    const changed = tablesThatDiffer(before, await rowsOfAccount(platform.db, id));
    note([changed.length === 0 ? null : `of account ${id} changed: ${changed.join(', ')}`]);
  }
  // Signing out ends what the others ask with.
  const lastOfAll = ({ operationId }: { operationId: string }) => Number(operationId === 'signOut');
  for (const route of routes.toSorted((a, b) => lastOfAll(a) - lastOfAll(b))) {
    for (const { callers } of sides) {
      note(await Promise.all(callers.map((caller) => violationOf({ target, route }, caller))));
    }
  }
  return { cases, violations };
}

/** What an account has once the processes have done what was asked of them before. */
async function rowsAtRest({ db }: Platform, accountId: string): Promise<string> {
  let known = '';
  return until({
    for: `account ${accountId} to come to rest`,
    look: () => rowsOfAccount(db, accountId),
    is: (rows) => {
      const isSame = rows === known;
      known = rows;
      return isSame;
    },
    everyMs: 3000,
  });
}

/** Thirty guesses at once: ten are compared, the others and the right password are turned away. */
async function guessPasswords(platform: Platform): Promise<string[]> {
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, n) => enter(platform, `wrong password ${n}`, 'guessed')),
  );
  const compared = guesses.filter(({ status }) => status === 401).length;
  const right = await Promise.all(Array.from({ length: 11 }, () => enter(platform, 'wrong', LOGIN)));
  const locked = await enter(platform, PASSWORD);
  return [
    ...(compared === 10 ? [] : [`${compared} guesses were compared, not 10`]),
    ...(right.at(-1)?.status === 429 || right.some(({ status }) => status === 429)
      ? []
      : ['guessing was not locked']),
    ...(locked.status === 429 ? [] : [`the right password was answered ${locked.status} while locked`]),
  ];
}

/** A refresh token that comes twice ends what came of the first time. */
async function useTwice(platform: Platform): Promise<string[]> {
  await platform.db.query('DELETE FROM sign_in_failure');
  const { refreshToken } = await signIn(platform);
  const refresh = (token: string) =>
    request(platform.apiUrl).post('/api/auth/refresh').send({ refreshToken: token });
  const { tokens } = (await refresh(refreshToken)).body as { tokens: Tokens };
  const again = await refresh(refreshToken);
  const me = await request(platform.apiUrl)
    .get('/api/auth/me')
    .set('authorization', `Bearer ${tokens.accessToken}`);
  const next = await refresh(tokens.refreshToken);
  return [again, me, next].flatMap(({ status }, index) =>
    status === 401 ? [] : [`after a refresh token came twice, step ${index} was answered ${status}`],
  );
}
