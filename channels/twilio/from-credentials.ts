import type { PlatformCredentials } from '../../domain/conversations/platform-credentials';
import type { Channel } from '../channel';
import { createTwilioChannel } from './twilio-channel';
import type { TwilioSettings } from './twilio-channel';

/** What a bot's own number shares with every other: all of it is the platform's. */
export type TwilioSurroundings = Pick<
  TwilioSettings,
  'apiBaseUrl' | 'publicBaseUrl' | 'timeoutMs' | 'messagesPerSecond' | 'statusPath' | 'exchange'
>;

/** Where the delivery reports of a bot's own number arrive, to be verified with that bot's token. */
export function twilioStatusPath(botId: string): string {
  return `/api/webhook/twilio/${botId}/status`;
}

/** A bot's own number at Twilio. */
export function twilioFromCredentials(
  credentials: PlatformCredentials['twilio'],
  surroundings: TwilioSurroundings = {},
): Channel {
  return createTwilioChannel({ ...surroundings, ...credentials });
}
