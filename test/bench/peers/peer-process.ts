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

/** Calls the provider with the runtime's own client, as who builds on a queue does; gives the message's id. */
export function senderOf({ providerUrl }: PeerJob): (recipient: number) => Promise<string> {
  const account = `AC${'0'.repeat(32)}`;
  const url = `${providerUrl}/2010-04-01/Accounts/${account}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${account}:loopback`).toString('base64')}`;
  return async (recipient) => {
    const body = new URLSearchParams({
      To: `whatsapp:${listedPhone(recipient)}`,
      From: 'whatsapp:+15005550006',
      ContentSid: `HX${'0'.repeat(31)}3`,
      ContentVariables: JSON.stringify({ nombre: `Persona ${recipient}` }),
    });
    const response = await fetch(url, { method: 'POST', headers: { authorization }, body });
    if (!response.ok) throw new Error(`The provider did not take a message: ${response.status}`);
    return ((await response.json()) as { sid: string }).sid;
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
