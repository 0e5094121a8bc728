import type { Channel } from '../../channels/channel';
import { parseBridgeEvent, type BridgeNews } from '../../channels/whatsapp-web/parse-inbound';
import { SIGNATURE_HEADER } from '../../channels/whatsapp-web/sign-body';
import { verifyBridgeSignature } from '../../channels/whatsapp-web/verify-signature';
import { outbound } from '../support/outbound-message';
import { fileMessage, outboundFile } from '../support/outbound-file';
import { BOT, bridgeOfTests } from '../support/whatsapp-web/bridge-of-tests';
import { BRIDGE_TOKEN, type BridgeUnderTest } from '../support/whatsapp-web/bridge-under-test';
import type { Webhook } from '../support/whatsapp-web/webhook';

const PERSON = '573001112233';
const JPEG = { mimetype: 'image/jpeg', data: Buffer.from('a picture').toString('base64'), filename: 'p.jpg' };

const of = bridgeOfTests();
let hilo: Webhook;
let bridge: BridgeUnderTest;
let channel: Channel;
beforeEach(() => {
  [hilo, bridge, channel] = [of.hilo(), of.bridge(), of.channelOf()];
});

const news = (): BridgeNews[] =>
  hilo.taken().map(({ body }) => {
    const parsed = parseBridgeEvent(body);
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.news;
  });
const textsTold = () => news().flatMap((one) => (one.kind === 'message' ? one.message.text : []));

describe('what a person writes', () => {
  it('is told once and in order, though Hilo was away, and the bridge too', async () => {
    await bridge.signIn(BOT);
    hilo.answer(503);
    for (const body of ['uno', 'dos', 'tres']) bridge.phone.receive({ from: PERSON, body });
    await hilo.seen(2);
    await bridge.restart();
    await bridge.until(BOT, 'ready');
    hilo.answer(200);
    await hilo.until(() => textsTold().length >= 3);
    // What was in the chat at the return is told again under its own id, which Hilo stores once.
    const ids = news().flatMap((one) => (one.kind === 'message' ? one.message.providerId : []));
    expect(textsTold().slice(0, 3)).toEqual(['uno', 'dos', 'tres']);
    expect(new Set(ids).size).toBe(3);
  });

  it('while the page was closed is told when it opens, but nothing from before the pairing', async () => {
    bridge.phone.receive({
      from: PERSON,
      body: 'del año pasado',
      at: Date.now() - 86_400_000,
      isMissed: true,
    });
    await bridge.signIn(BOT);
    bridge.phone.receive({ from: PERSON, body: 'hola' });
    await hilo.until(() => textsTold().length === 1);
    await bridge.sessions.stop(BOT);
    bridge.phone.receive({ from: PERSON, body: '¿hay alguien?', isMissed: true });
    await bridge.sessions.start(BOT);
    await hilo.until(() => textsTold().includes('¿hay alguien?'));
    expect(textsTold()).not.toContain('del año pasado');
  });

  it('comes with number, name and file, and the file can be fetched', async () => {
    await bridge.signIn(BOT);
    const at = 1_790_000_000_000;
    bridge.phone.receive({ from: PERSON, body: 'mira', media: JPEG, at, id: 'false_x_1', name: 'Ana' });
    await hilo.until(() => news().length === 1);
    const media = {
      kind: 'image',
      providerFileId: 'false_x_1',
      mimeType: null,
      fileName: null,
      albumId: null,
    };
    expect(news()[0]).toEqual({
      kind: 'message',
      message: {
        ...{ channel: 'whatsapp-web', providerId: 'false_x_1', text: 'mira', profileName: 'Ana' },
        ...{ from: `+${PERSON}`, phone: `+${PERSON}`, to: '+573009998877', receivedAt: at },
        media: [media],
      },
    });
    expect(await channel.fetchFile?.({ ...media, kind: 'image' })).toEqual({
      ...{ kind: 'fetched', bytes: Buffer.from('a picture'), mimeType: 'image/jpeg', fileName: 'p.jpg' },
    });
    const gone = { ...media, kind: 'image' as const, providerFileId: 'nobody' };
    expect(await channel.fetchFile?.(gone)).toMatchObject({ kind: 'refused' });
    await bridge.sessions.stop(BOT);
    expect(await channel.fetchFile?.({ ...media, kind: 'image' })).toMatchObject({ kind: 'later' });
  });

  it('under a hidden number is from that number where the page knows it, else from the id it can be answered at', async () => {
    await bridge.signIn(BOT);
    bridge.phone.reveal('111111111@lid', PERSON);
    bridge.phone.receive({ from: '111111111@lid', body: 'a' });
    bridge.phone.receive({ from: '222222222@lid', body: 'b' });
    await hilo.until(() => news().length === 2);
    expect(news()).toMatchObject([
      { message: { from: `+${PERSON}`, phone: `+${PERSON}` } },
      { message: { from: '222222222@lid', phone: null } },
    ]);
    expect(await channel.send(outbound({ to: '222222222@lid' }))).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    ['a group', { from: '12036304@g.us' }],
    ['a status', { from: 'status@broadcast', more: { isStatus: true } }],
    ['a broadcast list', { from: PERSON, more: { broadcast: true } }],
    ['a channel', { from: '1203@newsletter' }],
    ['the phone itself', { from: PERSON, more: { fromMe: true } }],
    ["WhatsApp's own notices", { from: PERSON, type: 'e2e_notification' }],
  ])('in %s is nobody’s to answer', async (_what, message) => {
    await bridge.signIn(BOT);
    bridge.phone.receive({ body: 'hola', ...message });
    bridge.phone.receive({ from: PERSON, body: 'a person' });
    await hilo.until(() => news().length > 0);
    expect(textsTold()).toEqual(['a person']);
  });

  it('is signed for this bot alone, over the bytes', async () => {
    await bridge.signIn(BOT);
    bridge.phone.receive({ from: PERSON, body: 'hola' });
    await hilo.until(() => hilo.taken().length === 1);
    const [taken] = hilo.taken();
    if (!taken) throw new Error('Nothing was taken');
    const { path, rawBody, headers } = taken;
    const post = { token: BRIDGE_TOKEN, botId: BOT, rawBody, signature: headers[SIGNATURE_HEADER] };
    expect(path).toBe(`/api/webhook/whatsapp-web/${BOT}`);
    expect(verifyBridgeSignature(post)).toBe(true);
    const changed = Buffer.from(rawBody.toString().replace('hola', 'halo'));
    for (const wrong of [
      { rawBody: changed },
      { botId: BOT.replace(/b$/, 'c') },
      { token: 'another-token-of-a-test-long-enough' },
      { token: null },
      { signature: undefined },
    ]) {
      expect(verifyBridgeSignature({ ...post, ...wrong })).toBe(false);
    }
  });
});

describe('what Hilo writes', () => {
  it('is followed by its ticks, with the attempt that wrote it', async () => {
    await bridge.signIn(BOT);
    const message = outbound();
    const outcome = await channel.send(message);
    const [written] = bridge.phone.written();
    expect(outcome).toEqual({ kind: 'accepted', providerId: written?.id._serialized });
    if (!written) throw new Error('Nothing was written');
    for (const ack of [0, 2, 3, -1]) bridge.phone.ack(written, ack);
    await hilo.until(() => news().length === 4);
    const report = { providerId: written.id._serialized, attemptId: message.attemptId };
    expect(news()).toMatchObject([
      { kind: 'ignored' },
      { report: { ...report, status: 'delivered' } },
      { report: { ...report, status: 'read' } },
      { report: { ...report, status: 'failed' } },
    ]);
  });

  it('goes one after another, words with their file', async () => {
    await bridge.signIn(BOT);
    const file = fileMessage(outboundFile({ kind: 'document', mimeType: 'application/pdf' }), 'La factura');
    await Promise.all([channel.send(outbound(file)), channel.send(outbound())]);
    const written = bridge.phone.writtenTo(outbound().to);
    expect(written.map(({ media, asDocument }) => [media?.mimetype, asDocument])).toEqual(
      expect.arrayContaining([
        ['application/pdf', true],
        [undefined, false],
      ]),
    );
    expect(written.find(({ media }) => media)?.body).toBe('La factura');
  });

  it('is found in the chat when its answer was lost, and is not when it never went out', async () => {
    await bridge.signIn(BOT);
    const message = outbound();
    const query = { to: message.to, content: message.content, dispatchedAt: Date.now() };
    bridge.phone.write('hangs-after');
    expect(await of.channelOf(2000).send(message)).toMatchObject({ kind: 'unknown' });
    const [written] = bridge.phone.written();
    const found = await channel.findSent?.(query);
    expect(found).toMatchObject([{ providerId: written?.id._serialized, status: 'accepted', matches: true }]);
    const other = { ...query, content: { kind: 'text' as const, text: 'Otra cosa' } };
    expect(await channel.findSent?.(other)).toMatchObject([{ matches: false }]);
    const late = { ...query, dispatchedAt: Date.now() + 60_000 };
    expect(await channel.findSent?.(late)).toMatchObject([{ matches: false }]);
    expect(await channel.findSent?.({ ...query, to: '+573000000000' })).toEqual([]);
  });

  it('cannot be looked for while nobody is signed in, which says nothing of it', async () => {
    const query = { to: outbound().to, content: outbound().content, dispatchedAt: 0 };
    await expect(channel.findSent?.(query)).rejects.toThrow(/cannot show/);
  });
});
