import type { PlatformName } from './platforms-data';
import type { platformsMessages } from './platforms.messages';

type Words = (typeof platformsMessages)['en'];

export interface CredentialField {
  name: keyof Words['fields'];
  /** A secret is typed unseen; whatever it is, it is never shown again. */
  isSecret: boolean;
  placeholder?: string;
  initial?: string;
}

const secret = (name: CredentialField['name']): CredentialField => ({ name, isSecret: true });
const plain = (name: CredentialField['name'], placeholder: string): CredentialField => ({
  name,
  isSecret: false,
  placeholder,
});

/** What each platform wants to know of a bot. */
export const CREDENTIAL_FIELDS: Readonly<Record<PlatformName, readonly CredentialField[]>> = {
  simulator: [],
  twilio: [plain('accountSid', 'AC…'), secret('authToken'), plain('from', '+15550783881')],
  'whatsapp-cloud': [
    plain('phoneNumberId', '106540352242922'),
    secret('accessToken'),
    secret('appSecret'),
    secret('verifyToken'),
    { ...plain('apiVersion', 'v24.0'), initial: 'v24.0' },
  ],
  // It has a form of its own: a phone signs in, and somebody accepts what that may lead to.
  'whatsapp-web': [],
  telegram: [secret('botToken'), secret('webhookSecret')],
  botpress: [secret('secret'), plain('callbackUrl', 'https://')],
};
