import { createBroadcastClient } from '../../api/temporal/broadcast-client';
import { createAccounts } from '../../db/repositories/accounts';
import { createBroadcasts } from '../../db/repositories/broadcasts';
import { smallBroadcast } from '../support/broadcast-plan';
import { startFakeTwilio, type FakeTwilio } from '../support/fake-twilio/fake-twilio';
import { createListedBroadcast } from '../support/list-people';
import { until } from '../support/pace';
import { startPlatform, type Platform } from '../support/platform';

const RECIPIENTS = 600;
/** How long a deployment waits before it kills. */
const GRACE_MS = 90_000;
const TEMPLATE = `HX${'0'.repeat(31)}2`;

let twilio: FakeTwilio;
let platform: Platform;
beforeAll(async () => {
  twilio = await startFakeTwilio({ script: { templates: { [TEMPLATE]: 'Hola {{nombre}}' } } });
  platform = await startPlatform({
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_WHATSAPP_FROM: twilio.sender,
    TWILIO_API_BASE_URL: twilio.url,
    TWILIO_MESSAGES_PER_SECOND: '100',
    LOG_LEVEL: 'error',
  });
});
afterAll(async () => {
  await platform.stop();
  await twilio.close();
});

const untilAccepted = (count: number) =>
  until({
    for: `${count} messages`,
    look: () => twilio.ledger.all().length,
    is: (accepted) => accepted >= count,
  });

/** How many sends nobody can know the fate of. */
async function unknown(): Promise<number> {
  const [row] = await platform.db.query<{ count: number }[]>(
    "SELECT count(*)::int AS count FROM send WHERE state IN ('dispatching', 'unconfirmed')",
  );
  return row?.count ?? -1;
}

it('a worker that is told to stop under load ends what it began, leaves no send in doubt, and the next one goes on', async () => {
  const { id: accountId } = await createAccounts(platform.db).create('Shutdown');
  const content = {
    kind: 'template' as const,
    template: TEMPLATE,
    variables: {},
    preview: 'Hola {{nombre}}',
  };
  const plan = smallBroadcast(accountId, { channel: 'twilio', content });
  const { id: broadcastId } = await createListedBroadcast(platform.db, plan, RECIPIENTS);
  const worker = await platform.startWorker();
  await createBroadcastClient(platform.client).start({ accountId, broadcastId }, { startAt: null });
  await untilAccepted(RECIPIENTS / 6);

  const asked = Date.now();
  await worker.stop();
  expect(await worker.exited).toBe('exit code 0');
  expect(Date.now() - asked).toBeLessThan(GRACE_MS);
  expect(await unknown()).toBe(0);
  expect(twilio.ledger.all().length).toBeLessThan(RECIPIENTS);

  await platform.startWorker();
  await until({
    for: 'the rest of the list',
    look: async () => (await createBroadcasts(platform.db).get(accountId, broadcastId))?.state,
    is: (state) => state === 'completed',
  });
  expect(new Set(twilio.ledger.all().map(({ to }) => to)).size).toBe(RECIPIENTS);
  expect(twilio.ledger.all()).toHaveLength(RECIPIENTS);
});
