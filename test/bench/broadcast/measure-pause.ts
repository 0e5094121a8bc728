import { until } from '../../support/pace';
import { order, upload, type Bench } from './bench-broadcast';

/** By then whatever was in flight has come to its end. */
const SETTLES_MS = 3_000;

/** How many seconds after a pause was asked for the last message was accepted. */
export async function measurePause(bench: Bench, recipients: number): Promise<number> {
  const { twilio } = bench;
  await twilio.forget();
  const { id } = await upload(bench, 'Paused', recipients);
  await until({
    for: 'a tenth of the list',
    look: async () => (await twilio.acceptedAt()).length,
    is: (accepted) => accepted > recipients / 10,
    everyMs: 20,
  });
  const askedAt = Date.now();
  await order(bench, `/api/broadcasts/${id}/pause`);
  await new Promise((wake) => setTimeout(wake, SETTLES_MS));
  const acceptedAt = await twilio.acceptedAt();
  await order(bench, `/api/broadcasts/${id}/cancel`);
  return ((acceptedAt.at(-1) ?? askedAt) - askedAt) / 1000;
}
