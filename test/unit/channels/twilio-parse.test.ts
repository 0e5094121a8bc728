import { formFields } from '../../../channels/twilio/form-fields';
import { parseTwilioInbound } from '../../../channels/twilio/parse-inbound';
import { parseTwilioStatus } from '../../../channels/twilio/parse-status';
import { inboundFields } from '../../support/fake-twilio/inbound';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, sender: '+14155238886' };
const SID = `SM${'b'.repeat(32)}`;
const ATTEMPT = '01890000-0000-7000-8000-000000000002';

function messageFrom(from: string, fields: Record<string, string> = {}) {
  const form = inboundFields({ from, body: 'Hola 👋', profileName: 'Ana', messageSid: SID, fields }, ACCOUNT);
  return parseTwilioInbound(formFields(Buffer.from(new URLSearchParams(form).toString())), 1000);
}

describe('an inbound message', () => {
  it('carries who wrote, what, and the id that makes a duplicate harmless', () => {
    expect(messageFrom('+573001112233')).toEqual({
      ok: true,
      message: {
        channel: 'twilio',
        providerId: SID,
        from: '+573001112233',
        to: '+14155238886',
        phone: '+573001112233',
        profileName: 'Ana',
        text: 'Hola 👋',
        receivedAt: 1000,
      },
    });
  });

  it('of a person who hides the number is keyed by the user id, without a phone', () => {
    const parsed = messageFrom('CO.1349abc');
    expect(parsed).toMatchObject({ ok: true, message: { from: 'CO.1349abc', phone: null } });
  });

  it('takes the user id when the sender field is empty', () => {
    const parsed = messageFrom('CO.1349abc', { From: '' });
    expect(parsed).toMatchObject({ ok: true, message: { from: 'CO.1349abc', phone: null } });
  });

  it('is keyed by the phone when both are told', () => {
    const parsed = messageFrom('+573001112233', { ExternalUserId: 'whatsapp:CO.1349abc' });
    expect(parsed).toMatchObject({ ok: true, message: { from: '+573001112233', phone: '+573001112233' } });
  });

  it('keeps going when Twilio adds fields, even one that comes twice', () => {
    const added = formFields(Buffer.from(`MessageSid=${SID}&From=whatsapp:%2B573001112233&To=x&New=1&New=2`));
    expect(parseTwilioInbound(added, 0)).toMatchObject({ ok: true, message: { text: '' } });
  });

  it('of a tapped button says the words on the button', () => {
    const parsed = messageFrom('+573001112233', { Body: '', ButtonText: 'Sí, quiero', ButtonPayload: 'yes' });
    expect(parsed).toMatchObject({ ok: true, message: { text: 'Sí, quiero', button: { id: 'yes' } } });
  });

  it('of a tapped button without a payload is known by its words', () => {
    const parsed = messageFrom('+573001112233', { Body: 'Sí', ButtonText: 'Sí' });
    expect(parsed).toMatchObject({ message: { text: 'Sí', button: { id: 'Sí' } } });
  });

  it.each([
    ['image/jpeg', 'image', 'image/jpeg'],
    ['image/webp', 'sticker', 'image/webp'],
    ['audio/ogg; codecs=opus', 'audio', 'audio/ogg'],
    ['video/mp4', 'video', 'video/mp4'],
    ['application/pdf', 'document', 'application/pdf'],
    ['text/vcard', 'document', 'text/vcard'],
    ['', 'document', null],
  ])('with a file of type %j refers to it as %s, and keeps the words', (type, kind, mimeType) => {
    const url = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1';
    const fields = { NumMedia: '1', MediaUrl0: url, MediaContentType0: type };
    expect(messageFrom('+573001112233', fields)).toMatchObject({
      message: {
        text: 'Hola 👋',
        media: [{ kind, providerFileId: url, mimeType, fileName: null, albumId: null }],
      },
    });
  });

  it.each([
    ['has no file', { NumMedia: '0', MediaUrl0: 'https://x' }],
    ['does not say how many', { NumMedia: 'many', MediaUrl0: 'https://x' }],
    ['does not say where', { NumMedia: '3', MediaContentType0: 'image/jpeg' }],
  ])('that %s has none, and is kept', (_what, fields) => {
    const parsed = messageFrom('+573001112233', fields);
    expect(parsed).toMatchObject({ ok: true, message: { text: 'Hola 👋' } });
    expect(parsed).not.toHaveProperty('message.media');
    expect(parsed).not.toHaveProperty('message.button');
  });

  it('with several files refers to each, at most ten', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`MediaUrl${n}`, `https://x/${n}`]),
    );
    const parsed = messageFrom('+573001112233', { NumMedia: '12', ...fields });
    expect(parsed).toHaveProperty('message.media.length', 10);
    expect(parsed).toHaveProperty('message.media.9.providerFileId', 'https://x/9');
  });

  it.each([
    ['MessageSid', { MessageSid: '', SmsMessageSid: '' }],
    ['From', { From: '', WaId: '' }],
    ['To', { To: '' }],
  ])('without %s is refused, and the answer names the field', (field, fields) => {
    const parsed = messageFrom('+573001112233', fields);
    expect(parsed).toEqual({ ok: false, problem: expect.stringContaining(field) });
  });
});

describe('a delivery report', () => {
  it.each([
    ['queued', 'accepted'],
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
  ])('that says %s means %s', (MessageStatus, status) => {
    const parsed = parseTwilioStatus({ MessageSid: SID, MessageStatus }, ATTEMPT);
    expect(parsed).toEqual({
      ok: true,
      report: { channel: 'twilio', providerId: SID, attemptId: ATTEMPT, status, code: null },
    });
  });

  it('of a failure carries the code', () => {
    const fields = { MessageSid: SID, MessageStatus: 'undelivered', ErrorCode: '63016' };
    expect(parseTwilioStatus(fields, ATTEMPT)).toMatchObject({ report: { status: 'failed', code: '63016' } });
  });

  it.each([undefined, '', 'not-an-id', ['a', 'b'], "' OR 1=1"])(
    'with %j as attempt is taken by the message id alone',
    (attempt) => {
      const parsed = parseTwilioStatus({ MessageSid: SID, MessageStatus: 'read' }, attempt);
      expect(parsed).toMatchObject({ ok: true, report: { attemptId: null, providerId: SID } });
    },
  );

  it.each(['receiving', 'constructor', 'a-state-of-next-year'])(
    'of state %s is ignored, not an error',
    (state) => {
      expect(parseTwilioStatus({ MessageSid: SID, MessageStatus: state }, ATTEMPT)).toMatchObject({
        ok: true,
        ignored: expect.any(String),
      });
    },
  );

  it.each([
    ['MessageSid', { MessageStatus: 'sent' }],
    ['MessageStatus', { MessageSid: SID }],
  ])('without %s is refused, and the answer names the field', (field, fields) => {
    expect(parseTwilioStatus(fields, ATTEMPT)).toEqual({
      ok: false,
      problem: expect.stringContaining(field),
    });
  });
});
