const API = 'https://api.twilio.com';

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  /** A Twilio-shaped API to call instead of api.twilio.com. */
  apiBaseUrl?: string | undefined;
}

/** Where Twilio keeps an account, without an ending: https://www.twilio.com/docs/iam/api/account */
export function accountUrl({ accountSid, apiBaseUrl = API }: TwilioAccount): string {
  return `${apiBaseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}`;
}

/** The header that proves whose call it is. */
export function authorization({ accountSid, authToken }: TwilioAccount): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
}
