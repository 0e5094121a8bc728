import { createHash, timingSafeEqual } from 'node:crypto';
import { validateRequest } from 'twilio/lib/webhooks/webhooks';
import { formFields } from './form-fields';

/** A webhook as it arrived, before anything was parsed. */
export interface SignedRequest {
  authToken: string;
  /** PUBLIC_BASE_URL and the request's original URL: exactly what Twilio was given, never the Host header. */
  url: string;
  rawBody: Uint8Array;
  /** The X-Twilio-Signature header. */
  signature: string | undefined;
  contentType: string | undefined;
}

/**
 * True when Twilio signed this request: base64 HMAC-SHA1 over the URL and the sorted form fields; for other
 * bodies over the URL, which then carries the body's SHA-256 (twilio.com/docs/usage/webhooks/webhooks-security).
 */
export function verifyTwilioSignature(request: SignedRequest): boolean {
  const { authToken, signature, url } = request;
  if (!authToken || !signature || !URL.canParse(url)) return false;
  if (isForm(request.contentType)) {
    return validateRequest(authToken, signature, url, formFields(request.rawBody));
  }
  return bodyMatches(request) && validateRequest(authToken, signature, url, {});
}

function isForm(contentType: string | undefined): boolean {
  const [type = ''] = (contentType ?? '').split(';');
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function bodyMatches(request: SignedRequest): boolean {
  const claimed = new URL(request.url).searchParams.get('bodySHA256') ?? '';
  const actual = createHash('sha256').update(request.rawBody).digest();
  const expected = Buffer.from(claimed, 'hex');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
