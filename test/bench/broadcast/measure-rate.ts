import { send, type Bench } from './bench-broadcast';

/** Of which broadcasts may use 80: a fifth is kept for replies. */
const LIMITED_RATE = 100;
const RATE = 80;
const WINDOW_MS = 10_000;

/** The messages a second of each ten seconds, with a limit of 80 that two worker processes share. */
export async function measureRate(bench: Bench, seconds: number): Promise<{ min: number; max: number }> {
  const { platform, twilio, accountId } = bench;
  const settings = twilio.settings(LIMITED_RATE);
  const workers = [await platform.startWorker(settings), await platform.startWorker(settings)];
  await twilio.forget();
  await send(bench, { accountId, title: 'Limited', recipients: seconds * RATE });
  await Promise.all(workers.map((worker) => worker.stop()));
  const rates = windowRates(await twilio.acceptedAt());
  return { min: Math.min(...rates), max: Math.max(...rates) };
}

function windowRates(at: readonly number[]): number[] {
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  const rates: number[] = [];
  for (let from = first; from + WINDOW_MS <= last; from += 1000) {
    const within = at.filter((moment) => moment >= from && moment < from + WINDOW_MS).length;
    rates.push((within * 1000) / WINDOW_MS);
  }
  return rates;
}
