import { createHttpExchange } from '../../channels/http-exchange';
import type { HttpCall } from '../../channels/http-exchange';
import { parseWhatsAppCloudAccountEvents } from '../../channels/whatsapp-cloud/parse-account-events';
import { parseWhatsAppCloudInbound } from '../../channels/whatsapp-cloud/parse-inbound';
import { createWhatsAppCloudChannel } from '../../channels/whatsapp-cloud/whatsapp-cloud-channel';
import type { ChoicesContent, FileKind } from '../../domain/messaging/content';
import { startFakeMeta } from '../support/fake-meta/fake-meta';
import type { FakeMeta } from '../support/fake-meta/fake-meta';
import { asInbound } from '../support/fake-meta/persons-file';
import { webhookBody } from '../support/fake-meta/webhook-body';
import { inboundChange, statusChange } from '../support/fake-meta/webhook-events';
import { openMetaContract } from '../support/meta-contract';
import { fileMessage, outboundFile, PICTURE } from '../support/outbound-file';
import { outbound } from '../support/outbound-message';
import { contractsFolder, describeWithContracts } from '../support/provider-contracts';
import type { Contract, ObjectSchema } from '../support/provider-contracts';
import { readForm } from '../support/read-form';

const MESSAGES = '/{Version}/{Phone-Number-ID}/messages';
const UPLOAD = '/{Version}/{Phone-Number-ID}/media';
const PLACE = '/{Version}/{Media-ID}';
const WEBHOOKS = '/whatsapp/webhooks';
const JSON_TYPE = 'application/json';
const folder = contractsFolder();
const whenPresent = describeWithContracts('Meta');

let fake: FakeMeta;
let contract: Contract;
const asked: object[] = [];
const uploaded: HttpCall[] = [];
const answered: object[] = [];
const exchange = createHttpExchange();

beforeAll(async () => {
  fake = await startFakeMeta();
  if (folder.found) contract = openMetaContract(folder.path);
});
afterAll(() => fake.close());
beforeEach(() => {
  asked.length = 0;
  uploaded.length = 0;
  answered.length = 0;
  fake.clear();
});

function channel() {
  const { phoneNumberId, accessToken, url: apiBaseUrl } = fake;
  return createWhatsAppCloudChannel({
    ...{ phoneNumberId, accessToken, apiBaseUrl, apiVersion: 'v23.0' },
    exchange: async (call) => {
      if (call.bodyBytes) uploaded.push(call);
      if (call.body !== undefined) asked.push(JSON.parse(call.body) as object);
      const answer = await exchange(call);
      if (answer.kind === 'answered' && !answer.bytes) answered.push(JSON.parse(answer.text) as object);
      return answer;
    },
  });
}
const send = (parts: Parameters<typeof outbound>[0] = {}) => channel().send(outbound(parts));

function verdict(value: unknown, ...place: string[]) {
  const valid = contract.validator(...place);
  return { ok: valid(value), errors: valid.errors };
}
const HOLDS = { ok: true, errors: null };
const webhook = ['components', 'schemas', 'WebhookPayload'];
const request = ['paths', MESSAGES, 'post', 'requestBody', 'content', JSON_TYPE, 'schema'];

whenPresent("what Hilo asks, held against Meta's contract", () => {
  const template = (variables: Record<string, string>) => ({
    content: { kind: 'template' as const, template: 'bienvenida:es_CO', variables },
  });

  const url = 'https://files.example/f';
  const options = [{ id: 'si', label: 'Sí', description: 'Ahora mismo' }];
  const file = (kind: FileKind, caption?: string) => ({
    content: { kind: 'file' as const, file: { kind, url, ...(caption && { caption }) } },
  });
  const choices = (parts: Partial<ChoicesContent>) => ({
    content: { kind: 'choices' as const, text: '¿Seguimos?', options, ...parts },
  });

  it.each([
    ['a text', {}],
    ['an image at an address', file('image', 'Mira')],
    ['a video at an address', file('video')],
    ['a sound at an address', file('audio')],
    ['a document at an address', file('document', 'Lee')],
    ['buttons', choices({})],
    ['buttons under a file', choices({ file: { kind: 'video', url } })],
    ['a list', choices({ open: 'Ver' })],
    ['a template', template({})],
    ['a template with numbered values', template({ 1: 'Ana', 2: 'dos' })],
    ['a template with named values', template({ nombre: 'Ana' })],
  ])('is %s that the contract knows', async (_what, parts) => {
    await send(parts);
    expect(asked).toHaveLength(1);
    expect(verdict(asked[0], ...request)).toEqual(HOLDS);
  });

  it('is a file by the id that the upload gave it', async () => {
    await send(fileMessage(outboundFile(), 'Mira'));
    expect(asked).toMatchObject([{ image: { id: fake.media.uploads()[0]?.id, caption: 'Mira' } }]);
    expect(verdict(asked[0], ...request)).toEqual(HOLDS);
    expect(verdict({ ...asked[0], image: {} }, ...request).ok).toBe(false);
  });

  it('is an upload with the fields that the contract names, and the type, which its examples name', async () => {
    await send(fileMessage(outboundFile()));
    const [call] = uploaded;
    const form = readForm(Buffer.from(call?.bodyBytes ?? []), call?.headers['content-type']);
    const { schema } = contract.operation(UPLOAD, 'post').requestBody.content['multipart/form-data']!;
    const sent = [...Object.keys(form?.fields ?? {}), ...(form?.files ?? []).map(({ field }) => field)];
    expect(sent.toSorted()).toEqual([...Object.keys(schema.properties), 'type'].toSorted());
  });

  it('holds nothing but what the contract names, and the attempt, which it names elsewhere', async () => {
    await send();
    const known = ['messaging_product', 'recipient_type', 'to', 'type', 'text', 'biz_opaque_callback_data'];
    expect(Object.keys(asked[0] ?? {}).toSorted()).toEqual(known.toSorted());
  });

  it('differs for a person who hides the number, whom the contract does not know yet, in the address alone', async () => {
    await send({ to: 'CO.1349abc' });
    const { recipient, ...rest } = asked[0] as { recipient: string };
    expect(recipient).toBe('CO.1349abc');
    expect(verdict({ ...rest, to: recipient }, ...request)).toEqual(HOLDS);
  });

  it('would not pass without what is required: the check itself can fail', async () => {
    await send();
    expect(verdict({ ...asked[0], to: undefined }, ...request).ok).toBe(false);
    expect(verdict({ ...asked[0], type: 'letter' }, ...request).ok).toBe(false);
    expect(verdict({ ...asked[0], text: { body: 7 } }, ...request).ok).toBe(false);
  });
});

whenPresent("what the fake Meta says, held against Meta's contract", () => {
  const business = { phoneNumberId: '106540352242922', displayNumber: '15550783881' };
  const from = '+573001112233';
  const file = { id: 'f1', mime_type: 'image/jpeg', sha256: 'x' };

  it('is the answer to a message that was made', async () => {
    await send();
    const place = ['paths', MESSAGES, 'post', 'responses', '200', 'content', JSON_TYPE, 'schema'];
    expect(verdict(answered[0], ...place)).toEqual(HOLDS);
    expect(answered[0]).toMatchObject({ messages: [{ id: expect.any(String) }] });
  });

  it('is the answer to an upload', async () => {
    await send(fileMessage(outboundFile()));
    const place = ['paths', UPLOAD, 'post', 'responses', '200', 'content', JSON_TYPE, 'schema'];
    expect(verdict(answered[0], ...place)).toEqual(HOLDS);
    expect(verdict({ id: 7 }, ...place).ok).toBe(false);
  });

  it('is where a file is', async () => {
    const stored = { mimeType: 'image/jpeg', fileName: null, bytes: PICTURE, from: 'person' as const };
    const { id: providerFileId } = fake.media.keep(stored);
    const media = { kind: 'image' as const, providerFileId, mimeType: null, fileName: null, albumId: null };
    expect(await channel().fetchFile?.(media)).toMatchObject({ kind: 'fetched' });
    const { schema } = contract.operation(PLACE, 'get').responses['200']!.content[JSON_TYPE] as {
      schema: ObjectSchema;
    };
    expect(contract.validatorOf(schema)(answered[0])).toBe(true);
    expect(Object.keys(answered[0] ?? {}).toSorted()).toEqual(Object.keys(schema.properties).toSorted());
  });

  it.each([
    ['a tapped button', { tap: { kind: 'button' as const, id: 'si', title: 'Sí' } }],
    ['a tapped row', { tap: { kind: 'list' as const, id: 'si', title: 'Sí', description: 'Ahora' } }],
    [
      'a file',
      { file: { kind: 'image' as const, mimeType: 'image/jpeg', base64: 'AAEC', caption: 'Tarea' } },
    ],
  ])('is a webhook with %s', (_what, parts) => {
    const body = webhookBody('1', [inboundChange(asInbound({ from, ...parts }, fake.media), business)]);
    expect(verdict(body, ...webhook)).toEqual(HOLDS);
  });

  it('is a refusal', async () => {
    fake.script({ rejects: { [from]: 131026 } });
    await send();
    expect(verdict(answered[0], 'components', 'schemas', 'GraphAPIError_4')).toEqual(HOLDS);
  });

  it.each([
    ['text', { body: 'Hola' }],
    ['image', { ...file, caption: 'Tarea' }],
    ['audio', { ...file, voice: true }],
    ['document', { ...file, filename: 'tarea.pdf' }],
  ])('is a webhook with a message of kind %s', (type, content) => {
    const body = webhookBody('1', [inboundChange({ from, type, content }, business)]);
    expect(verdict(body, ...webhook)).toEqual(HOLDS);
    const broken = webhookBody('1', [inboundChange({ from, type, content: { id: 7 } }, business)]);
    expect(verdict(broken, ...webhook).ok).toBe(false);
  });

  it.each([
    ['sent' as const, undefined],
    ['delivered' as const, undefined],
    ['read' as const, undefined],
    ['failed' as const, 131026],
  ])('is a report that a message was %s', (status, code) => {
    const report = statusChange({ id: 'wamid.1', to: from, callbackData: 'x', status, code }, business);
    expect(verdict(webhookBody('1', [report]), ...webhook)).toEqual(HOLDS);
    const broken = { ...report, value: { ...report.value, statuses: [{ id: 'wamid.1' }] } };
    expect(verdict(webhookBody('1', [broken]), ...webhook).ok).toBe(false);
  });
});

whenPresent("the webhooks that Meta's contract shows as examples", () => {
  const examples = () =>
    Object.entries(contract.operation(WEBHOOKS, 'post').requestBody.content[JSON_TYPE]?.examples ?? {});

  it('are all read, each with its words', () => {
    const read = examples().map(([name, { value }]) => {
      const parsed = parseWhatsAppCloudInbound(value, Date.now());
      return [name, parsed.ok ? parsed.messages.map(({ text }) => text) : parsed.problem];
    });
    expect(Object.fromEntries(read)).toEqual({
      'Text Message': ['Does it come in another color?'],
      'Text Message with Context (Product Inquiry)': ['Is this still available?'],
      'Text Message from Click to WhatsApp Ad': ['Hello! Can I get more info on this?'],
      'Reaction Message': [''],
      'Image Message': ['Taj Mahal'],
      'Location Message': [''],
      'Contact Sharing Message': [''],
      'Unsupported Message': [''],
      'Button Message': ['Unsubscribe'],
      'Interactive List Reply Message': ['Priority Mail Express'],
      'Interactive Button Reply Message': ['Cancel'],
      'Order Message': [''],
      'System Message': [],
      'Group Create Message': [],
      'Group Settings Update': [],
      'Group Remove Participants': [],
    });
  });

  it('are of people with a number and a name', () => {
    for (const [, { value }] of examples()) {
      const parsed = parseWhatsAppCloudInbound(value, Date.now());
      for (const message of parsed.ok ? parsed.messages : []) {
        expect(message).toMatchObject({ from: '+16505551234', profileName: 'Sheena Nelson' });
      }
    }
  });

  it('tell of a person who took another number', () => {
    const system = Object.fromEntries(examples())['System Message'];
    expect(parseWhatsAppCloudAccountEvents(system?.value)).toMatchObject({
      events: [{ kind: 'number-changed', from: '+16505551234', to: '+12195555358' }],
    });
  });
});
