import { createBroadcastClient } from '../../../api/temporal/broadcast-client';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import type { Broadcast } from '../../../domain/broadcasts/broadcast';
import { smallBroadcast } from '../../support/broadcast-plan';
import { createListedBroadcast, listedPhone } from '../../support/list-people';
import { until } from '../../support/pace';
import type { Platform } from '../../support/platform';
import type { LoopbackTwilio } from '../loopback/loopback-twilio';

/** Everything a measurement of broadcasts needs: servers, a provider, an account and its key. */
export interface Bench {
  platform: Platform;
  twilio: LoopbackTwilio;
  accountId: string;
  key: string;
}

/** A broadcast that was started. */
type Sent = Pick<Broadcast, 'accountId' | 'id'>;

interface Listing {
  accountId: string;
  title: string;
  recipients: number;
}

const TEMPLATE = `HX${'0'.repeat(31)}3`;

export async function createBench(platform: Platform, twilio: LoopbackTwilio): Promise<Bench> {
  const accounts = createAccounts(platform.db);
  const { id: accountId } = await accounts.create('Bench');
  const { key } = await accounts.issueKey(accountId, 'bench');
  return { platform, twilio, accountId, key };
}

/** Calls the API as a client would. */
export async function call<T>({ platform, key }: Bench, path: string, init: RequestInit = {}): Promise<T> {
  const headers = { ...(init.headers as Record<string, string>), 'x-api-key': key };
  const response = await fetch(platform.apiUrl + path, { ...init, headers });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/**
 * Uploads a list of so many numbers as a CSV; the broadcast of it runs when this returns. It goes out at any hour,
 * or a measurement in the evening would wait for the next working day.
 */
export async function upload(bench: Bench, title: string, recipients: number): Promise<Sent> {
  const form = new FormData();
  const fields = { title, template: TEMPLATE, sender: 'twilio', contactHours: 'any' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([listOf(recipients)], { type: 'text/csv' }), 'list.csv');
  const made = await call<{ broadcast: { id: string } }>(bench, '/api/broadcasts', {
    method: 'POST',
    body: form,
  });
  const { id } = made.broadcast;
  await order(bench, `/api/broadcasts/${id}/start`);
  return { accountId: bench.accountId, id };
}

/** Gives an order without particulars, such as to pause. */
export function order(bench: Bench, path: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return call(bench, path, { method: 'POST', headers, body: '{}' });
}

function listOf(recipients: number): string {
  const lines = Array.from({ length: recipients }, (_, index) => {
    return `${listedPhone(index + 1)},Persona ${index + 1}`;
  });
  return `numero,nombre\n${lines.join('\n')}\n`;
}

/** Sends to a list that the database gets directly, and waits for the end. */
export async function send({ platform }: Bench, { accountId, title, recipients }: Listing): Promise<void> {
  const content = { kind: 'template' as const, template: TEMPLATE, variables: {}, preview: 'Hola' };
  const plan = smallBroadcast(accountId, { channel: 'twilio', title, content });
  const { id: broadcastId } = await createListedBroadcast(platform.db, plan, recipients);
  await createBroadcastClient(platform.client).start({ accountId, broadcastId }, { startAt: null });
  await completed(platform, { accountId, id: broadcastId });
}

/** The broadcast once it has come to its end. */
export async function completed({ db }: Platform, { accountId, id }: Sent): Promise<Broadcast> {
  const broadcasts = createBroadcasts(db);
  return until({
    for: `broadcast ${id} to be completed`,
    look: async () => {
      const found = await broadcasts.get(accountId, id);
      if (!found) throw new Error('The broadcast vanished');
      return { ...found, tally: await broadcasts.tally(accountId, id) };
    },
    is: ({ state }) => state === 'completed',
  });
}
