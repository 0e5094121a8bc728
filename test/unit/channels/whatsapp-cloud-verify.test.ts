import fc from 'fast-check';
import { challengeOf } from '../../../channels/whatsapp-cloud/verify-handshake';
import { verifyMetaSignature } from '../../../channels/whatsapp-cloud/verify-signature';
import { signAsMeta } from '../../support/fake-meta/signature';

const SECRET = 'app-secret';
const rawBody = Buffer.from('{"object":"whatsapp_business_account","text":"\\u00a1Hola! 👋"}');
const signed = { appSecret: SECRET, rawBody, signature: signAsMeta(SECRET, rawBody) };

describe('a body that Meta signed', () => {
  it('is recognised: a known vector of HMAC-SHA256 (RFC 4231, case 2)', () => {
    const vector = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const request = { appSecret: 'Jefe', rawBody: Buffer.from('what do ya want for nothing?') };
    expect(verifyMetaSignature({ ...request, signature: `sha256=${vector}` })).toBe(true);
  });

  it('is recognised whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (bytes, appSecret) => {
        const signature = signAsMeta(appSecret, bytes);
        return verifyMetaSignature({ appSecret, rawBody: bytes, signature });
      }),
    );
  });

  it('is refused when the same value is written with other bytes', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(rawBody.toString())));
    expect(verifyMetaSignature({ ...signed, rawBody: rewritten })).toBe(false);
  });

  it('is refused when any one byte of it is changed', () => {
    const accepted = Array.from(rawBody, (byte, index) => {
      const altered = Buffer.from(rawBody);
      altered[index] = byte ^ 1;
      return verifyMetaSignature({ ...signed, rawBody: altered });
    });
    expect(accepted).not.toContain(true);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['truncated', signed.signature.slice(0, -2)],
    ['longer', `${signed.signature}00`],
    ['without its prefix', signed.signature.slice('sha256='.length)],
    ['of the older kind', signed.signature.replace('sha256=', 'sha1=')],
    ['not hex', `sha256=${'z'.repeat(64)}`],
    ["another secret's", signAsMeta('other', rawBody)],
  ])('is refused with a signature that is %s', (_what, signature) => {
    expect(verifyMetaSignature({ ...signed, signature })).toBe(false);
  });

  it('is refused when no secret is configured', () => {
    expect(verifyMetaSignature({ appSecret: '', rawBody, signature: signAsMeta('', rawBody) })).toBe(false);
  });
});

describe("Meta's handshake", () => {
  const query = {
    'hub.mode': 'subscribe',
    'hub.verify_token': 'our-token',
    'hub.challenge': '1158201444',
  };

  it('with our token is answered with its challenge', () => {
    expect(challengeOf(query, 'our-token')).toBe('1158201444');
  });

  it.each([
    ['another token', { ...query, 'hub.verify_token': 'their-token' }],
    ['no token', { ...query, 'hub.verify_token': undefined }],
    ['an empty token', { ...query, 'hub.verify_token': '' }],
    ['the token twice', { ...query, 'hub.verify_token': ['our-token', 'our-token'] }],
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { ...query, 'hub.challenge': undefined }],
    ['a challenge that a browser could run', { ...query, 'hub.challenge': '<script>alert(1)</script>' }],
    ['nothing at all', undefined],
  ])('with %s is refused', (_what, asked) => {
    expect(challengeOf(asked, 'our-token')).toBeNull();
  });

  it.each([undefined, ''])('is refused when the configured token is %j', (token) => {
    expect(challengeOf({ ...query, 'hub.verify_token': token ?? 'x' }, token)).toBeNull();
  });
});
