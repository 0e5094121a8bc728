import { BOTPRESS_CAPABILITIES } from '../../../channels/botpress/capabilities';
import { showOnBotpress } from '../../../channels/botpress/show';
import type { ShowMessage } from '../../../channels/shown-message';
import { TELEGRAM_CAPABILITIES } from '../../../channels/telegram/capabilities';
import { showOnTelegram } from '../../../channels/telegram/show';
import { TWILIO_CAPABILITIES } from '../../../channels/twilio/capabilities';
import { showOnTwilio } from '../../../channels/twilio/show';
import { WHATSAPP_CLOUD_CAPABILITIES } from '../../../channels/whatsapp-cloud/capabilities';
import { showOnWhatsAppCloud } from '../../../channels/whatsapp-cloud/show';
import { WHATSAPP_WEB_CAPABILITIES } from '../../../channels/whatsapp-web/capabilities';
import { showOnWhatsAppWeb } from '../../../channels/whatsapp-web/show';
import type { Capabilities } from '../../../domain/messaging/capabilities';
import { CHANNEL_NAMES } from '../../../domain/messaging/channel-name';

/** The platforms that a simulated phone can show a message as. */
export const SHOWN_CHANNELS = CHANNEL_NAMES.filter((name) => name !== 'simulator');
export type ShownChannel = (typeof SHOWN_CHANNELS)[number];

/** What each platform carries, and how its adapter's requests look on a phone. */
export const CHANNEL_SHOWS: Readonly<
  Record<ShownChannel, { capabilities: Capabilities; show: ShowMessage }>
> = {
  twilio: { capabilities: TWILIO_CAPABILITIES, show: showOnTwilio },
  'whatsapp-cloud': { capabilities: WHATSAPP_CLOUD_CAPABILITIES, show: showOnWhatsAppCloud },
  'whatsapp-web': { capabilities: WHATSAPP_WEB_CAPABILITIES, show: showOnWhatsAppWeb },
  telegram: { capabilities: TELEGRAM_CAPABILITIES, show: showOnTelegram },
  botpress: { capabilities: BOTPRESS_CAPABILITIES, show: showOnBotpress },
};
