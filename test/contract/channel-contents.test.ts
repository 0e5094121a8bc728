import type { SendOutcome } from '../../domain/messaging/outcome';
import { renderMessage } from '../../domain/conversations/render-message';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { MessageContent } from '../../domain/messaging/content';
import {
  botpressSubject,
  simulatorSubject,
  telegramSubject,
  twilioSubject,
  whatsAppCloudSubject,
} from '../support/channel-subjects';
import type { ChannelSubject } from '../support/channel-subjects';
import { outbound } from '../support/outbound-message';
import { SCENARIO_MESSAGES, filesFor } from '../support/scenario-messages';
import { whatsAppWebSubject } from '../support/whatsapp-web/channel-subject';

const OPENERS: Record<ChannelName, () => Promise<ChannelSubject>> = {
  simulator: () => simulatorSubject('accepted'),
  twilio: () => twilioSubject('accepted'),
  'whatsapp-cloud': () => whatsAppCloudSubject('accepted'),
  'whatsapp-web': () => whatsAppWebSubject('accepted'),
  telegram: () => telegramSubject('accepted'),
  botpress: () => botpressSubject('accepted'),
};

const cases = CHANNEL_NAMES.flatMap((name) => Object.keys(SCENARIO_MESSAGES).map((what) => ({ name, what })));

async function send({ channel, to }: ChannelSubject, content: MessageContent): Promise<SendOutcome> {
  return channel.send(outbound({ content, files: filesFor(content), ...(to && { to }) }));
}

describe('what a scenario says', () => {
  it.each(cases)('is taken whole by $name: $what', async ({ name, what }) => {
    const subject = await OPENERS[name]();
    const message = SCENARIO_MESSAGES[what] ?? { items: [] };
    const { contents } = renderMessage(message, subject.channel.capabilities);
    const outcomes: SendOutcome[] = [];
    for (const content of contents) outcomes.push(await send(subject, content));
    await subject.close();
    expect(contents.length).toBeGreaterThan(0);
    expect(outcomes.map((outcome) => ({ ...outcome, providerId: null }))).toEqual(
      contents.map(() => ({ kind: 'accepted', providerId: null })),
    );
  });
});
