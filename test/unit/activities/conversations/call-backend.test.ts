import { createBackendCalls } from '../../../../activities/conversations/call-backend';
import type { SafeExchange, SafeHttpCall } from '../../../../activities/conversations/safe-http';
import type { CallRequest } from '../../../../domain/conversations/conversation';

const SECRETS = { BOOKINGS_TOKEN: 's3cr3t-value', BROKEN: 'a\r\nx-evil: 1' };
const NO_SUCH: string[] = [];

const answered = (status: number, text = ''): SafeExchange => ({
  kind: 'answered',
  status,
  headers: {},
  text,
});
const unanswered: SafeExchange = { kind: 'unanswered', detail: 'no answer in time' };
const unreached: SafeExchange = { kind: 'unreached', detail: 'the connection failed (ECONNREFUSED)' };
const refusal: SafeExchange = {
  kind: 'unreached',
  detail: 'the address is refused: it is not https',
  refused: true,
};

/** Calls with these exchanges, one after the other; the last is repeated. */
function rig(exchanges: SafeExchange[] | Error, secretsFail = false) {
  const sent: SafeHttpCall[] = [];
  const asked: unknown[] = [];
  const pauses: number[] = [];
  const callBackend = createBackendCalls({
    http: (call) => {
      sent.push(call);
      if (exchanges instanceof Error) return Promise.reject(exchanges);
      return Promise.resolve(exchanges[Math.min(sent.length, exchanges.length) - 1] ?? unanswered);
    },
    secretsOf: (accountId, botId, names) => {
      asked.push([accountId, botId, names]);
      if (secretsFail) return Promise.reject(new Error('cannot decrypt s3cr3t-value'));
      return Promise.resolve(new Map(Object.entries(SECRETS).filter(([name]) => names.includes(name))));
    },
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  const run = (request: Partial<CallRequest> = {}) =>
    callBackend({
      accountId: 'account',
      botId: 'bot',
      idempotencyKey: 'call:dialog:7',
      request: {
        method: 'POST',
        url: 'https://x.example/',
        headers: {},
        timeoutMs: 8000,
        retries: 2,
        ...request,
      },
    });
  return { run, sent, asked, pauses };
}

test('sends JSON under its idempotency key, and gives back what was answered', async () => {
  const { run, sent, asked } = rig([answered(201, '{"code":"ab12","table":7}')]);
  expect(await run({ body: { guests: 4 } })).toEqual({
    kind: 'answered',
    status: 201,
    body: { code: 'ab12', table: 7 },
  });
  expect(sent).toEqual([
    {
      method: 'POST',
      url: 'https://x.example/',
      timeoutMs: 8000,
      maxBytes: 262_144,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'idempotency-key': 'call:dialog:7',
      },
      body: '{"guests":4}',
    },
  ]);
  expect(asked).toEqual(NO_SUCH);
});

test('a GET carries no body', async () => {
  const { run, sent } = rig([answered(200)]);
  await run({ method: 'GET', body: { a: 1 } });
  expect(sent[0]).not.toHaveProperty('body');
});

describe('a secret', () => {
  const headers = { Authorization: { secret: 'BOOKINGS_TOKEN', prefix: 'Bearer ' } };

  test('is asked for by name and stands in its header', async () => {
    const { run, sent, asked } = rig([answered(200)]);
    await run({ headers });
    expect(asked).toEqual([['account', 'bot', ['BOOKINGS_TOKEN']]]);
    expect(sent[0]?.headers).toMatchObject({ authorization: 'Bearer s3cr3t-value' });
  });

  test('that the bot does not have fails the call before it is sent, and is named', async () => {
    const { run, sent } = rig([answered(200)]);
    expect(await run({ headers: { 'X-Key': { secret: 'NOBODY' } } })).toEqual({
      kind: 'failed',
      reason: 'the bot has no secret NOBODY',
    });
    expect(sent).toEqual([]);
  });

  test('with a line break is not sent, and is named but not shown', async () => {
    const { run, sent } = rig([answered(200)]);
    const answer = await run({ headers: { 'X-Key': { secret: 'BROKEN' } } });
    expect(answer).toEqual({ kind: 'failed', reason: 'the secret BROKEN has characters no header may have' });
    expect(sent).toEqual([]);
  });

  test('that cannot be read fails the call with its name alone', async () => {
    const answer = await rig([answered(200)], true).run({ headers });
    expect(answer).toEqual({ kind: 'failed', reason: 'the secrets BOOKINGS_TOKEN could not be read' });
  });

  test('is in no answer, whatever goes wrong', async () => {
    for (const exchanges of [
      [unanswered],
      [unreached],
      [refusal],
      [answered(500)],
      new Error('s3cr3t-value at x.example'),
    ]) {
      const answer = await rig(exchanges).run({ headers });
      expect(JSON.stringify(answer)).not.toMatch(/s3cr3t|x\.example/);
    }
  });
});

test('what a person wrote stays one header, whatever line breaks it has', async () => {
  const { run, sent } = rig([answered(200)]);
  await run({ headers: { 'X-Note': 'a\r\nX-Evil: 1\u0000\u2028b', 'X-Name': 'José 💥' } });
  const { 'x-note': note, 'x-name': name } = sent[0]?.headers ?? {};
  expect(Object.keys(sent[0]?.headers ?? {})).not.toContain('x-evil');
  expect(note).not.toMatch(/[\r\n\0]/);
  expect(Buffer.from(name ?? '', 'latin1').toString('utf8')).toBe('José 💥');
});

test.each(['x a', 'x:y', 'x\r\ny', '', 'ñ'])('a header named %j is not sent', async (name) => {
  const { run, sent } = rig([answered(200)]);
  expect(await run({ headers: { [name]: 'x' } })).toMatchObject({ kind: 'failed' });
  expect(sent).toEqual([]);
});

describe('trying again', () => {
  test.each([
    ['no answer', unanswered],
    ['no connection', unreached],
    ['503', answered(503)],
  ])(
    'happens after %s as often as the step says, with growing pauses and one key',
    async (_what, exchange) => {
      const { run, sent, pauses } = rig([exchange, exchange, answered(200, '1')]);
      expect(await run({ retries: 2 })).toEqual({ kind: 'answered', status: 200, body: 1 });
      expect(pauses).toEqual([250, 500]);
      expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    },
  );

  test.each([
    ['an answer of 404', answered(404)],
    ['a refused address', refusal],
    ['an answer too long to read', { ...unanswered, tooLong: true }],
  ])('is of no use after %s', async (_what, exchange) => {
    const { run, sent } = rig([exchange]);
    await run({ retries: 5 });
    expect(sent).toHaveLength(1);
  });

  test('ends with what came last: a 5xx is an answer, a fault is none', async () => {
    expect(await rig([answered(502, 'Bad Gateway')]).run()).toEqual({
      kind: 'answered',
      status: 502,
      body: 'Bad Gateway',
    });
    expect(await rig([unreached]).run()).toEqual({
      kind: 'failed',
      reason: 'the connection failed (ECONNREFUSED)',
    });
  });

  test('never happens more than five times', async () => {
    const { run, sent } = rig([unanswered]);
    await run({ retries: 1000 });
    expect(sent).toHaveLength(6);
  });
});

describe('what was answered', () => {
  const bodyOf = async (text: string) => rig([answered(200, text)]).run();

  test.each([
    ['', null],
    ['  \n', null],
    ['OK', 'OK'],
    ['<html>', '<html>'],
    ['"x"', 'x'],
    ['[1,{"a":null}]', [1, { a: null }]],
    ['x'.repeat(5000), 'x'.repeat(4096)],
  ])('as %j is the value %j', async (text, body) => {
    expect(await bodyOf(text)).toEqual({ kind: 'answered', status: 200, body });
  });

  test('cannot change what objects inherit', async () => {
    const answer = await bodyOf(
      '{"__proto__":{"polluted":true},"a":{"__proto__":{"b":1},"constructor":{"prototype":{"c":1}}}}',
    );
    if (answer.kind !== 'answered') throw new Error(answer.reason);
    const body = answer.body as { a: object };
    expect(Object.keys(body)).toEqual(['a']);
    expect(Object.keys(body.a)).toEqual(['constructor']);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect(Object.assign({}, body)).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });

  test.each(['['.repeat(33) + ']'.repeat(33), '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)])(
    'nested deeper than anybody means is a failure',
    async (text) => {
      expect(await bodyOf(text)).toEqual({ kind: 'failed', reason: 'the answer is nested too deeply' });
    },
  );
});

test('a body too long to send is not sent', async () => {
  const { run, sent } = rig([answered(200)]);
  expect(await run({ body: 'x'.repeat(300_000) })).toMatchObject({ kind: 'failed' });
  expect(sent).toEqual([]);
});
