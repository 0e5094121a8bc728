import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { formFields } from './form-fields';

/** A form as it will be posted, and the address Twilio would have been given for it. */
export interface UnsignedRequest {
  authToken: string;
  url: string;
  /** `Body=hola&From=whatsapp%3A%2B57…`, as `curl -d` takes it. */
  form: string;
}

/** The X-Twilio-Signature header that Twilio would send with this form. */
export function signTwilioRequest({ authToken, url, form }: UnsignedRequest): string {
  return getExpectedTwilioSignature(authToken, url, formFields(Buffer.from(form)));
}
