import type { OutboundMessage } from '../../channels/channel';
import { CHANNEL_NAMES } from '../../domain/messaging/channel-name';
import type { SendOutcome } from '../../domain/messaging/outcome';
import {
  botpressSubject,
  simulatorSubject,
  telegramSubject,
  twilioSubject,
  whatsAppCloudSubject,
} from '../support/channel-subjects';
import type { ChannelEvent, ChannelSubject } from '../support/channel-subjects';
import { fileMessage, outboundFile } from '../support/outbound-file';
import { outbound } from '../support/outbound-message';
import { whatsAppWebSubject } from '../support/whatsapp-web/channel-subject';

/** What each must come to, whatever the provider: the send ledger relies on these and knows no provider. */
const OUTCOMES: Record<ChannelEvent, SendOutcome['kind']> = {
  accepted: 'accepted',
  'connection refused': 'not-sent',
  'too many': 'not-sent',
  refused: 'rejected',
  failed: 'unknown',
  silence: 'unknown',
  broken: 'unknown',
};

/** The simulator is no server: it can neither refuse nor be slow. */
const SIMULATED: ChannelEvent[] = ['accepted', 'broken'];
const NUMBER = outbound().to;
const EVERYTHING = Object.keys(OUTCOMES) as ChannelEvent[];
const SERVERS = [
  { name: 'twilio', open: twilioSubject },
  { name: 'whatsapp-cloud', open: whatsAppCloudSubject },
  { name: 'whatsapp-web', open: whatsAppWebSubject },
  { name: 'telegram', open: telegramSubject },
  { name: 'botpress', open: botpressSubject },
];
const cases = [
  ...SERVERS.flatMap((server) => EVERYTHING.map((event) => ({ ...server, event }))),
  ...SIMULATED.map((event) => ({ name: 'simulator', open: simulatorSubject, event })),
].map((one) => ({ ...one, kind: OUTCOMES[one.event] }));

/** Silence takes its time and says of a file what it says of a text. */
const answered = cases.filter(({ event }) => event !== 'silence');

type Open = (event: ChannelEvent) => Promise<ChannelSubject>;

async function play(
  open: Open,
  event: ChannelEvent,
  parts: Partial<OutboundMessage> = {},
): Promise<SendOutcome> {
  const { channel, content, to = NUMBER, close } = await open(event);
  const outcome = await channel.send(outbound({ content, to, ...parts }));
  await close();
  return outcome;
}

describe('every channel', () => {
  it('is in the table below', () => {
    expect(new Set(cases.map(({ name }) => name))).toEqual(new Set(CHANNEL_NAMES));
  });

  it.each(cases)('$name: $event means $kind', async ({ open, event, kind }) => {
    expect(await play(open, event)).toMatchObject({ kind });
  });

  it.each(answered)('$name: $event means $kind for a file of the bot too', async ({ open, event, kind }) => {
    const parts = fileMessage(outboundFile({ publicUrl: 'https://hilo.example/f' }), 'Hola, Ana');
    expect(await play(open, event, parts)).toMatchObject({ kind });
  });

  it.each(cases.filter(({ event }) => event === 'too many'))(
    '$name: waits as long as it is told to',
    async ({ open, event }) => {
      expect(await play(open, event)).toMatchObject({ retryAfterMs: 2000 });
    },
  );

  it.each(cases)('$name: says of "$event" nothing personal', async ({ open, event }) => {
    // The message's own id is the provider's to make; Telegram's holds the chat's.
    const said = { ...(await play(open, event)), providerId: undefined };
    expect(JSON.stringify(said)).not.toMatch(/3001112233|700111222|Hola|Ana/);
  });
});
