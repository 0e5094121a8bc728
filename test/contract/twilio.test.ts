import { createHttpExchange } from '../../channels/http-exchange';
import type { HttpCall } from '../../channels/http-exchange';
import { createTwilioChannel } from '../../channels/twilio/twilio-channel';
import { startFakeTwilio } from '../support/fake-twilio/fake-twilio';
import type { FakeTwilio } from '../support/fake-twilio/fake-twilio';
import { fileMessage, outboundFile, PICTURE } from '../support/outbound-file';
import { outbound, TEMPLATE } from '../support/outbound-message';
import { contractsFolder, describeWithContracts, openContract } from '../support/provider-contracts';
import type { Contract } from '../support/provider-contracts';

const MESSAGES = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
const MESSAGE = '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json';
const MEDIA = '/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json';
const FORM = 'application/x-www-form-urlencoded';
/** Callbacks are not what is tested here: nobody listens. */
const NOBODY = 'http://127.0.0.1:1';
const folder = contractsFolder();

const whenPresent = describeWithContracts('Twilio');

let fake: FakeTwilio;
let contract: Contract;
const calls: HttpCall[] = [];
const exchange = createHttpExchange();

beforeAll(async () => {
  fake = await startFakeTwilio({ script: { callbacks: { statuses: ['sent', 'delivered'] } } });
  if (folder.found) contract = openContract(folder.path, 'twilio_api_v2010.json');
});
afterAll(() => fake.close());
beforeEach(() => {
  calls.length = 0;
  fake.clear();
});

function channel() {
  const { accountSid, authToken, sender: from, url: apiBaseUrl } = fake;
  return createTwilioChannel({
    ...{ accountSid, authToken, from, apiBaseUrl, publicBaseUrl: NOBODY },
    exchange: (call) => {
      calls.push(call);
      return exchange(call);
    },
  });
}

async function read(path: string): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${fake.accountSid}:${fake.authToken}`).toString('base64')}`;
  const answer = await fetch(fake.url + path, { headers: { authorization } });
  return answer.json();
}

whenPresent("what Hilo asks, held against Twilio's contract", () => {
  const content = { kind: 'template' as const, template: TEMPLATE, variables: { 1: 'Ana' } };

  it.each([
    ['a text', outbound()],
    ['a template', outbound({ content })],
    ['a file with words', outbound(fileMessage(outboundFile(), 'Mira'))],
    ['a file without words', outbound(fileMessage(outboundFile()))],
    ['a text to a person who hides the number', outbound({ to: 'CO.1349abc' })],
  ])('creates %s with parameters that exist, of the right kind', async (_what, message) => {
    await channel().send(message);
    const fields = new URLSearchParams(calls[0]?.body);
    const media = fields.getAll('MediaUrl');
    const form = { ...Object.fromEntries(fields), ...(media.length > 0 && { MediaUrl: media }) };
    const place = ['paths', MESSAGES, 'post', 'requestBody', 'content', FORM, 'schema'];
    const valid = contract.validator(...place);
    expect({ ok: valid(form), errors: valid.errors }).toEqual({ ok: true, errors: null });
    const { schema } = contract.operation(MESSAGES, 'post').requestBody.content[FORM]!;
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(form)));
    expect(Object.keys(form)).toEqual(expect.arrayContaining(['To', 'From', 'StatusCallback']));
  });

  it('lists messages with filters that exist, of the right kind', async () => {
    await channel().findSent?.({ to: outbound().to, content, dispatchedAt: Date.now() });
    const known = new Map(
      contract
        .operation(MESSAGES, 'get')
        .parameters.map(({ name, schema }) => [name, contract.validatorOf(schema)]),
    );
    const asked = calls.flatMap(({ url }) => [...new URL(url).searchParams]);
    const verdicts = asked.map(([name, value]) => [
      name,
      known.get(name)?.(name === 'PageSize' ? Number(value) : value),
    ]);
    expect(verdicts).toEqual(asked.map(([name]) => [name, true]));
    expect(asked.map(([name]) => name)).toEqual(expect.arrayContaining(['To', 'From', 'DateSent>']));
  });
});

whenPresent("what the fake Twilio answers, held against Twilio's contract", () => {
  const resource = ['components', 'schemas', 'api.v2010.account.message'];

  function holds(answer: unknown, ...place: string[]): void {
    const valid = contract.validator(...place);
    expect({ ok: valid(answer), errors: valid.errors }).toEqual({ ok: true, errors: null });
  }

  it('is a created message, with every field of the contract and no other', async () => {
    let created = '';
    const { accountSid, authToken, sender: from, url: apiBaseUrl } = fake;
    const listening = createTwilioChannel({
      ...{ accountSid, authToken, from, apiBaseUrl },
      exchange: async (call) => {
        const answer = await exchange(call);
        if (answer.kind === 'answered') created = answer.text;
        return answer;
      },
    });
    await listening.send(outbound());
    const body = JSON.parse(created) as object;
    holds(body, 'paths', MESSAGES, 'post', 'responses', '201', 'content', 'application/json', 'schema');
    const known = contract.resource('api.v2010.account.message');
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(known.properties).toSorted());
  });

  it('is a list, on its first page, its last, and when empty', async () => {
    for (let sent = 0; sent < 3; sent += 1) await channel().send(outbound());
    await fake.quiet();
    const path = `/2010-04-01/Accounts/${fake.accountSid}/Messages.json`;
    for (const query of ['', '?PageSize=2', '?PageSize=2&Page=1', '?To=whatsapp:%2B573009998877']) {
      const place = ['paths', MESSAGES, 'get', 'responses', '200', 'content', 'application/json', 'schema'];
      holds(await read(path + query), ...place);
    }
  });

  it('is a message with a file, which the list counts', async () => {
    await channel().send(outbound(fileMessage(outboundFile())));
    const sid = fake.ledger.all()[0]?.sid ?? '';
    const message = await read(`/2010-04-01/Accounts/${fake.accountSid}/Messages/${sid}.json`);
    holds(message, 'paths', MESSAGE, 'get', 'responses', '200', 'content', 'application/json', 'schema');
    expect(message).toMatchObject({ num_media: '1' });
  });

  it("is a person's file", async () => {
    const messageSid = `MM${'c'.repeat(32)}`;
    const { sid } = fake.media.keep({
      messageSid,
      contentType: 'image/jpeg',
      fileName: null,
      bytes: PICTURE,
    });
    const path = `/2010-04-01/Accounts/${fake.accountSid}/Messages/${messageSid}/Media/${sid}.json`;
    const file = (await read(path)) as object;
    holds(file, 'paths', MEDIA, 'get', 'responses', '200', 'content', 'application/json', 'schema');
    const known = contract.resource('api.v2010.account.message.media');
    expect(Object.keys(file).toSorted()).toEqual(Object.keys(known.properties).toSorted());
  });

  it('is one message, also a failed one', async () => {
    fake.script({ undeliverable: { '+573001112233': 63024 } });
    await channel().send(outbound());
    await fake.quiet();
    const sid = fake.ledger.all()[0]?.sid ?? '';
    const message = await read(`/2010-04-01/Accounts/${fake.accountSid}/Messages/${sid}.json`);
    holds(message, 'paths', MESSAGE, 'get', 'responses', '200', 'content', 'application/json', 'schema');
    expect(message).toMatchObject({ status: 'undelivered', error_code: 63024 });
  });

  it('would not pass with a field of the wrong kind: the check itself can fail', async () => {
    await channel().send(outbound());
    const sid = fake.ledger.all()[0]?.sid ?? '';
    const message = (await read(`/2010-04-01/Accounts/${fake.accountSid}/Messages/${sid}.json`)) as object;
    const valid = contract.validator(...resource);
    expect(valid({ ...message, sid: 'SM1' })).toBe(false);
    expect(valid({ ...message, status: 'gone' })).toBe(false);
    expect(valid({ ...message, date_created: '2026-11-21' })).toBe(false);
  });
});
