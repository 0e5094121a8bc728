import type { Command } from 'commander';
import { countHours } from '../../activities/analytics/count-hours';
import { readEnv, requireDatabaseUrl } from '../../config/env';
import { createDataSource } from '../../db/data-source';
import { createAnalyticsRollups, type AnalyticsRollups } from '../../db/repositories/analytics-rollups';
import { hoursAround, type Hours } from '../../domain/analytics/hours';
import { settingsInUse } from '../doctor/settings-in-use';
import { count } from '../terminal/count';
import { printJson } from '../terminal/print-json';

interface RebuildOptions {
  from?: string;
  to?: string;
  json?: true;
}

const DAY_MS = 86_400_000;

/** `hilo analytics rebuild`. */
export function registerRebuild(analytics: Command): void {
  analytics
    .command('rebuild')
    .description('Count everything again from the rows, of every account; needs the database')
    .option('--from <date>', 'only from this day on, such as 2026-11-01')
    .option('--to <date>', 'only up to this day')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nReports stay readable meanwhile. Stopped on its way, it can be run again.\n' +
        '\nExample:\n  $ hilo analytics rebuild --from 2026-11-01 --to 2026-11-07',
    )
    .action(rebuild);
}

async function rebuild({ from, to, json }: RebuildOptions): Promise<void> {
  const wanted = {
    from: from === undefined ? null : startOf(from),
    to: to === undefined ? null : startOf(to),
  };
  const { env } = await settingsInUse(readEnv());
  const db = await createDataSource({ url: requireDatabaseUrl(env), poolSize: 2 }).initialize();
  try {
    const rebuilt = await rebuildAccounts(createAnalyticsRollups(db), wanted, (line) => {
      if (!json) console.error(line);
    });
    if (json) return printJson(rebuilt);
    console.log(`${count(rebuilt.hours, 'hour')} of ${count(rebuilt.accounts, 'account')} counted again.`);
  } finally {
    await db.destroy();
  }
}

/** Starts of the first and the last day in UTC; null for no limit. */
interface Days {
  from: number | null;
  to: number | null;
}

async function rebuildAccounts(rollups: AnalyticsRollups, days: Days, say: (line: string) => void) {
  const rebuilt = { accounts: 0, hours: 0 };
  for (const { accountId } of await rollups.accounts()) {
    const first = await rollups.firstHour(accountId);
    if (!first) continue;
    const hours = hoursOf(days, first.getTime(), Date.now());
    const counted = await countHours(rollups, accountId, { hours, now: null });
    say(`account ${accountId}: ${count(counted, 'hour')}`);
    rebuilt.accounts += 1;
    rebuilt.hours += counted;
  }
  return rebuilt;
}

/** Days of any zone: they begin up to a day before those of UTC, and end up to a day after. */
function hoursOf({ from, to }: Days, first: number, now: number): Hours {
  const earliest = from === null ? first : Math.max(first, from - DAY_MS);
  const latest = to === null ? now : Math.min(now, to + 2 * DAY_MS);
  return hoursAround(earliest, latest);
}

function startOf(date: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(at)) throw new Error(`"${date}" is no date: write 2026-11-01.`);
  return at;
}
