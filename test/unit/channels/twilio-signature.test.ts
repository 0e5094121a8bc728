import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { verifyTwilioSignature } from '../../../channels/twilio/verify-signature';
import type { SignedRequest } from '../../../channels/twilio/verify-signature';
import { signAsTwilio } from '../../support/fake-twilio/signature';

const AUTH_TOKEN = '12345';
const URL_ = 'https://hilo.example/api/webhook/twilio';
const FORM = 'application/x-www-form-urlencoded';

function signedForm(
  fields: Record<string, string>,
  parts: { url?: string; signedUrl?: string } = {},
): SignedRequest {
  const url = parts.url ?? URL_;
  return {
    authToken: AUTH_TOKEN,
    url,
    rawBody: Buffer.from(new URLSearchParams(fields).toString()),
    signature: signAsTwilio(AUTH_TOKEN, parts.signedUrl ?? url, fields),
    contentType: `${FORM}; charset=utf-8`,
  };
}

const hello = { From: 'whatsapp:+573001112233', Body: 'Hola', MessageSid: `SM${'0'.repeat(32)}` };

describe('a form that Twilio signed', () => {
  it("is recognised: the example of Twilio's own documentation", () => {
    const fields = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675309',
      Digits: '1234',
      From: '+14158675309',
      To: '+18005551212',
    };
    const request = signedForm(fields, { url: 'https://mycompany.com/myapp.php?foo=1&bar=2' });
    expect(verifyTwilioSignature({ ...request, signature: 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' })).toBe(true);
  });

  it.each([
    ['emoji', '👩‍👩‍👧 ¡listo! ✅'],
    ['accents in either form', 'mañana mañana'],
    ['plus signs, percent signs and ampersands', '1+1=2 & 100% ~ *'],
    ['line breaks', 'uno\r\ndos'],
    ['nothing', ''],
  ])('is recognised when the text holds %s', (_what, Body) => {
    expect(verifyTwilioSignature(signedForm({ ...hello, Body }))).toBe(true);
  });

  it('is recognised whatever its fields hold', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(text, text), (fields) => verifyTwilioSignature(signedForm(fields))),
      { numRuns: 300 },
    );
  });

  it('is recognised with an encoded query, as it was configured', () => {
    const url = `${URL_}/status?a=0189&name=Jos%C3%A9%20P%C3%A9rez&q=it's`;
    expect(verifyTwilioSignature(signedForm(hello, { url }))).toBe(true);
  });

  it('is recognised when a field comes several times: each value once, in order', () => {
    const rawBody = Buffer.from('MediaUrl=b&MediaUrl=a&MediaUrl=b&Body=x');
    const signature = signAsTwilio(AUTH_TOKEN, `${URL_}BodyxMediaUrlaMediaUrlb`, {});
    expect(verifyTwilioSignature({ ...signedForm(hello), rawBody, signature })).toBe(true);
  });

  it.each([
    ['has the port and ours has not', 'https://hilo.example:443/api/webhook/twilio', URL_],
    ['has no port and ours has', URL_, 'https://hilo.example:443/api/webhook/twilio'],
  ])('is recognised when the signed URL %s', (_what, signedUrl, url) => {
    expect(verifyTwilioSignature(signedForm(hello, { url, signedUrl }))).toBe(true);
  });
});

describe('a form that Twilio did not sign as it is', () => {
  const request = signedForm(hello);

  it.each([undefined, '', 'wrong', 'A'.repeat(28), `${request.signature ?? ''} `])(
    'is refused with the signature %j',
    (signature) => {
      expect(verifyTwilioSignature({ ...request, signature })).toBe(false);
    },
  );

  it('is refused with a truncated signature, at every length', () => {
    const whole = request.signature ?? '';
    const verdicts = Array.from(whole, (_, length) =>
      verifyTwilioSignature({ ...request, signature: whole.slice(0, length) }),
    );
    expect(verdicts).toEqual(Array.from(whole, () => false));
  });

  it('is refused when any byte of the signature is another', () => {
    const whole = request.signature ?? '';
    const verdicts = Array.from(whole, (letter, index) => {
      const altered = whole.slice(0, index) + (letter === 'A' ? 'B' : 'A') + whole.slice(index + 1);
      return verifyTwilioSignature({ ...request, signature: altered });
    });
    expect(verdicts).not.toContain(true);
  });

  it('is refused when any byte of a value is another', () => {
    const text = Buffer.from(request.rawBody).toString();
    const start = text.indexOf('Body=') + 'Body='.length;
    const verdicts = Array.from('Hola', (_, index) => {
      const rawBody = Buffer.from(request.rawBody);
      rawBody[start + index] = (rawBody[start + index] ?? 0) ^ 1;
      return verifyTwilioSignature({ ...request, rawBody });
    });
    expect(verdicts).toEqual([false, false, false, false]);
  });

  it.each([
    ['a field is added', 'Extra=1&'],
    ['a field is given twice with another value', 'Body=Adios&'],
  ])('is refused when %s', (_what, addition) => {
    const rawBody = Buffer.concat([Buffer.from(addition), request.rawBody]);
    expect(verifyTwilioSignature({ ...request, rawBody })).toBe(false);
  });

  it('is refused when it was signed with the token of another account', () => {
    expect(verifyTwilioSignature({ ...request, authToken: '54321' })).toBe(false);
  });

  it('is refused when no token is configured, even if signed with the empty one', () => {
    const signature = signAsTwilio('', URL_, hello);
    expect(verifyTwilioSignature({ ...request, authToken: '', signature })).toBe(false);
  });

  it.each([
    ['http, as a proxy shows it', 'http://hilo.example/api/webhook/twilio'],
    ['another host, as a forged Host header has it', 'https://evil.example/api/webhook/twilio'],
    ['another path', 'https://hilo.example/api/webhook/other'],
    ['another query', 'https://hilo.example/api/webhook/twilio?a=1'],
    ['no URL at all', 'hilo.example'],
  ])('is refused for %s', (_what, url) => {
    expect(verifyTwilioSignature({ ...request, url })).toBe(false);
  });

  it.each(['application/json', 'text/plain', undefined])('is refused when it is called %j', (contentType) => {
    expect(verifyTwilioSignature({ ...request, contentType })).toBe(false);
  });
});

describe('a JSON body', () => {
  const rawBody = Buffer.from('{"text":"\\u00a1Hola! 👋"}');

  function signedJson(body: Buffer): SignedRequest {
    const url = `${URL_}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const signature = signAsTwilio(AUTH_TOKEN, url, {});
    return { authToken: AUTH_TOKEN, url, rawBody: body, signature, contentType: 'application/json' };
  }

  it('is recognised by the hash of its raw bytes in the signed URL', () => {
    expect(verifyTwilioSignature(signedJson(rawBody))).toBe(true);
  });

  it('is refused when the same value is written with other bytes', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(rawBody.toString())));
    expect(verifyTwilioSignature({ ...signedJson(rawBody), rawBody: rewritten })).toBe(false);
  });

  it('is refused when the URL was signed but carries no hash', () => {
    const signature = signAsTwilio(AUTH_TOKEN, URL_, {});
    expect(verifyTwilioSignature({ ...signedJson(rawBody), url: URL_, signature })).toBe(false);
  });

  it('is refused when its hash was replaced to fit', () => {
    const forged = signedJson(Buffer.from('{"text":"otro"}'));
    expect(verifyTwilioSignature({ ...forged, signature: signedJson(rawBody).signature })).toBe(false);
  });
});
