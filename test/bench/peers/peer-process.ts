import { createTwilioChannel } from '../../../channels/twilio/twilio-channel';
import { listedPhone } from '../../support/list-people';

/** What a peer is given: its servers, and how many it has to send to. */
export interface PeerJob {
  redisUrl: string;
  databaseUrl: string;
  providerUrl: string;
  recipients: number;
}

/** Another way of sending the same messages to the same provider. */
export interface Peer {
  /** Puts the whole list in line; not measured, as reading the list is not. */
  fill(): Promise<void>;
  /** Sends all of it. */
  drain(): Promise<void>;
}

/** As many as Hilo has at once: five batches of a hundred. */
export const AT_ONCE = 500;

/** Sends as Hilo does, through the same channel; what differs is what is around the call. */
export function senderOf({ providerUrl }: PeerJob): (recipient: number) => Promise<string> {
  const channel = createTwilioChannel({
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'loopback',
    from: '+15005550006',
    apiBaseUrl: providerUrl,
  });
  return async (recipient) => {
    const variables = { nombre: `Persona ${recipient}` };
    const outcome = await channel.send({
      sendId: '',
      attemptId: '',
      accountId: '',
      to: listedPhone(recipient),
      content: { kind: 'template', template: `HX${'0'.repeat(31)}3`, variables, preview: 'Hola {{nombre}}' },
    });
    if (outcome.kind !== 'accepted') throw new Error(`The provider did not take a message: ${outcome.kind}`);
    return outcome.providerId;
  };
}

/** The whole of a peer's process: fills its line, says so, drains it when it is told to, and says so. */
export function runAsPeer(make: (job: PeerJob) => Promise<Peer>): void {
  const start = async () => {
    const peer = await make(JSON.parse(process.argv[2] ?? '') as PeerJob);
    await peer.fill();
    process.once('message', () => {
      void peer.drain().then(() => process.send?.('drained'), fail);
    });
    process.send?.('filled');
  };
  process.once('disconnect', () => process.exit(0));
  start().catch(fail);
}

function fail(error: unknown): void {
  console.error(error);
  process.exit(1);
}
