import { parseArgs } from 'node:util';
import { createBroadcastClient } from '../../../api/temporal/broadcast-client';
import { createAccounts } from '../../../db/repositories/accounts';
import { createBroadcasts } from '../../../db/repositories/broadcasts';
import type { Broadcast } from '../../../domain/broadcasts/broadcast';
import { progressOf } from '../../../domain/broadcasts/progress';
import { smallBroadcast } from '../../support/broadcast-plan';
import { fromTwilioAddress } from '../../support/fake-twilio/addresses';
import { startFakeTwilio, type FakeTwilio } from '../../support/fake-twilio/fake-twilio';
import { createListedBroadcast, listedPhone } from '../../support/list-people';
import { until } from '../../support/pace';
import { startPlatform, type Platform, type PlatformProcess } from '../../support/platform';

/** What is killed, in order, each when so much of the list has been accepted. */
const DISASTERS = [
  { at: 0.15, what: 'worker' },
  { at: 0.3, what: 'temporal' },
  { at: 0.45, what: 'worker' },
  { at: 0.6, what: 'postgres' },
  { at: 0.75, what: 'worker' },
] as const;

const TEMPLATE = `HX${'0'.repeat(31)}2`;
const NEIGHBOURS_TEMPLATE = `HX${'0'.repeat(31)}3`;
const NEIGHBOURS = 10;
/** How much of the list is accepted when it is paused, and how long it stays so. */
const PAUSED_AT = 0.05;
const PAUSED_MS = 4_000;
/** Until then what was in flight when the pause was answered has ended. */
const IN_FLIGHT_MS = 1_000;
const PREVIEW = 'Hola {{nombre}}, hay promoción';

interface Proof {
  platform: Platform;
  twilio: FakeTwilio;
  broadcast: Broadcast;
  worker: PlatformProcess;
  settings: Record<string, string>;
}

/**
 * One template to a list over a Twilio that hangs, fails after accepting and answers 429, while worker, Temporal and
 * Postgres are killed. Twilio's own ledger says who got it how often; what nobody can know is listed. Before that it
 * is paused at full pace, and another account sends a little while it runs.
 */
export async function run(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: { recipients: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const recipients = Number(values.recipients ?? (values.quick ? 1000 : 10_000));
  const twilio = await startFakeTwilio({
    script: {
      seed: 7,
      chances: [
        { fault: { kind: 'accept-then-hang' }, chance: 0.05 },
        { fault: { kind: 'fail-after-accept' }, chance: 0.05 },
        { fault: { kind: 'too-many', retryAfterSeconds: 1 }, chance: 0.1 },
      ],
      callbacks: { delayMs: 50, duplicate: 0.1, reorder: 0.1, lose: 0.2 },
      templates: { [TEMPLATE]: PREVIEW, [NEIGHBOURS_TEMPLATE]: PREVIEW },
    },
  });
  const platform = await startPlatform();
  try {
    return await prove(platform, twilio, recipients);
  } finally {
    await platform.stop();
    await twilio.close();
  }
}

async function prove(platform: Platform, twilio: FakeTwilio, recipients: number) {
  const settings = twilioSettings(platform, twilio);
  await platform.startApi(settings);
  const worker = await platform.startWorker(settings);
  const account = await createAccounts(platform.db).create('Proof');
  const broadcast = await start(platform, { accountId: account.id, template: TEMPLATE, recipients });
  const proof = { platform, twilio, broadcast, worker, settings };
  const acceptedAfterPause = await pauseUnderLoad(proof);
  const neighbourSeconds = await tellNeighbour(proof);
  await strikeAll(proof);
  await until({
    for: 'the broadcast to be completed',
    look: async () => {
      const { broadcast: now, progress } = await read(platform, broadcast);
      return { state: now.state, ...progress };
    },
    is: ({ state }) => state === 'completed',
    everyMs: 1000,
  });
  await twilio.quiet();
  const told = await verdict(platform, twilio, broadcast);
  const kept = acceptedAfterPause === 0 && neighbourSeconds <= 10;
  return {
    ...told,
    accepted_after_pause: acceptedAfterPause,
    other_account_s: neighbourSeconds,
    ok: told.ok && kept,
  };
}

async function start(
  platform: Platform,
  { accountId, template, recipients }: { accountId: string; template: string; recipients: number },
): Promise<Broadcast> {
  const content = { kind: 'template' as const, template, variables: {}, preview: PREVIEW };
  const plan = smallBroadcast(accountId, { channel: 'twilio', content, failureLimit: 1 });
  const broadcast = await createListedBroadcast(platform.db, plan, recipients);
  const address = { accountId, broadcastId: broadcast.id };
  await createBroadcastClient(platform.client).start(address, { startAt: null });
  return broadcast;
}

/** What Twilio accepted of one broadcast. */
function acceptedOf(twilio: FakeTwilio, template: string) {
  return twilio.ledger.all().filter(({ contentSid }) => contentSid === template);
}

async function untilAccepted(twilio: FakeTwilio, template: string, count: number): Promise<void> {
  await until({
    for: `${count} messages of template ${template}`,
    look: () => acceptedOf(twilio, template).length,
    is: (accepted) => accepted >= count,
  });
}

/** Pauses while it runs at full pace, and resumes; how many Twilio took although nothing was in flight any more. */
async function pauseUnderLoad({ platform, twilio, broadcast }: Proof): Promise<number> {
  const client = createBroadcastClient(platform.client);
  const address = { accountId: broadcast.accountId, broadcastId: broadcast.id };
  await untilAccepted(twilio, TEMPLATE, broadcast.total * PAUSED_AT);
  const paused = await client.update(address, { kind: 'pause', reason: 'the proof' });
  if (paused.kind !== 'updated') throw new Error(`Pausing was answered: ${paused.kind}`);
  const endsBy = Date.now() + IN_FLIGHT_MS;
  await new Promise((resolve) => setTimeout(resolve, PAUSED_MS));
  const late = acceptedOf(twilio, TEMPLATE).filter(({ createdAt }) => createdAt > endsBy).length;
  await client.update(address, { kind: 'resume' });
  return late;
}

/** How many seconds another account's few messages take while the list goes out by the same sender. */
async function tellNeighbour({ platform, twilio }: Proof): Promise<number> {
  const { id: accountId } = await createAccounts(platform.db).create('Neighbour');
  const began = Date.now();
  await start(platform, { accountId, template: NEIGHBOURS_TEMPLATE, recipients: NEIGHBOURS });
  await untilAccepted(twilio, NEIGHBOURS_TEMPLATE, NEIGHBOURS);
  return (Date.now() - began) / 1000;
}

async function strikeAll(proof: Proof): Promise<void> {
  const { platform, twilio, broadcast, settings } = proof;
  let { worker } = proof;
  for (const { at, what } of DISASTERS) {
    await untilAccepted(twilio, TEMPLATE, broadcast.total * at);
    if (what === 'temporal') await platform.crashTemporal();
    if (what === 'postgres') await platform.crashPostgres();
    if (what === 'worker') {
      worker.force();
      await worker.exited;
      worker = await platform.startWorker(settings);
    }
    process.stderr.write(`killed ${what} at ${twilio.ledger.all().length} accepted\n`);
  }
}

/** Compares the broadcast's account with Twilio's own ledger, person by person. */
async function verdict(platform: Platform, twilio: FakeTwilio, { id }: Broadcast) {
  const accepted = acceptedOf(twilio, TEMPLATE);
  const holders = new Set(accepted.map(({ to }) => fromTwilioAddress(to)));
  const { broadcast, progress } = await read(platform, { id });
  const unconfirmed = await platform.db.query<{ ordinal: number; detail: string }[]>(
    `SELECT ordinal, result_detail AS detail FROM send WHERE broadcast_id = $1 AND state = 'unconfirmed'`,
    [id],
  );
  const isHeld = (ordinal: number) => holders.has(listedPhone(ordinal));
  for (const { ordinal, detail } of unconfirmed) {
    const there = isHeld(ordinal) ? 'Twilio has it' : 'Twilio does not have it';
    process.stderr.write(`unconfirmed ${ordinal}, ${there}: ${detail}\n`);
  }
  // Nobody may be left out silently: who did not get it is on the list of what nobody can know.
  const named = new Set(unconfirmed.map(({ ordinal }) => ordinal));
  const everybody = Array.from({ length: broadcast.total }, (_, index) => index + 1);
  const missing = everybody.filter((ordinal) => !isHeld(ordinal) && !named.has(ordinal)).length;
  const duplicates = accepted.length - holders.size;
  const listed = unconfirmed.length === progress.unconfirmed;
  return {
    prove: 'broadcast',
    accepted: accepted.length,
    duplicates,
    missing,
    unconfirmed: progress.unconfirmed,
    never_sent: unconfirmed.filter(({ ordinal }) => !isHeld(ordinal)).length,
    totals_equal: progress.sent + progress.unconfirmed === broadcast.total && listed,
    ok: duplicates === 0 && missing === 0 && progress.pending === 0 && listed,
  };
}

async function read(platform: Platform, { id }: Pick<Broadcast, 'id'>) {
  const broadcasts = createBroadcasts(platform.db);
  const [row] = await platform.db.query<{ account_id: string }[]>(
    'SELECT account_id FROM broadcast WHERE id = $1',
    [id],
  );
  const accountId = row?.account_id ?? '';
  const broadcast = await broadcasts.get(accountId, id);
  if (!broadcast) throw new Error('The broadcast vanished');
  return { broadcast, progress: progressOf(broadcast, await broadcasts.tally(accountId, id)) };
}

function twilioSettings(platform: Platform, twilio: FakeTwilio): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_WHATSAPP_FROM: twilio.sender,
    TWILIO_API_BASE_URL: twilio.url,
    // Long enough that a busy machine loses no call on its own account: each lost one is a fault of the script.
    TWILIO_TIMEOUT_MS: '4000',
    TWILIO_MESSAGES_PER_SECOND: '1000',
    PUBLIC_BASE_URL: platform.apiUrl,
    // The production delays of 1, 5 and 15 minutes, sixty times as fast.
    SEND_CHECK_DELAYS: '1,5,15',
    SWEEP_INTERVAL_SECONDS: '5',
  };
}
