import type { BroadcastCategory } from '../../../domain/broadcasts/broadcast';
import { forecast } from '../../../domain/broadcasts/forecast';
import { createCostForecast, type MessagePrices } from '../../../domain/broadcasts/message-prices';
import type { AcceptedRow, RejectedRow } from '../../../domain/broadcasts/list-row';
import { sampleOf } from '../../../domain/broadcasts/template';
import { SHOWN_ROWS, SHOWN_SAMPLES } from './broadcasts.schema';
import type { OpenList } from './open-list';

export type Survey = ReturnType<typeof createSurvey>;

/** What the forecast hangs on beside the list. */
export interface SurveyWish {
  ratePerSecond: number | null;
  category: BroadcastCategory;
  prices: MessagePrices | null;
}

/** Counts what becomes of the rows of a list, and keeps the first of them to show. */
export function createSurvey({ sender, content, header, bindings }: OpenList, wish: SurveyWish) {
  const problems: RejectedRow[] = [];
  const samples: { line: number; to: string; text: string }[] = [];
  const reasons = new Map<string, number>();
  const cost = createCostForecast(wish.prices, { channel: sender.channel, category: wish.category });
  let accepted = 0;
  let rejected = 0;
  return {
    accept(row: AcceptedRow): void {
      accepted += 1;
      cost.add(row.address);
      if (samples.length >= SHOWN_SAMPLES) return;
      samples.push({ line: row.line, to: row.address, text: sampleOf(content, row.variables) });
    },

    reject(row: RejectedRow): void {
      rejected += 1;
      reasons.set(row.reason, (reasons.get(row.reason) ?? 0) + 1);
      if (problems.length < SHOWN_ROWS) problems.push(row);
    },

    totals: () => ({ accepted, rejected }),

    /** As the API shows it. */
    result() {
      const named = (column: number) => header.columns[column] ?? '';
      return {
        rows: accepted + rejected,
        accepted,
        rejected,
        reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
        problems: problems
          .sort((a, b) => a.line - b.line)
          .map(({ line, written: phone, reason, detail }) => ({ line, phone, reason, detail })),
        samples,
        columns: {
          address: named(header.address),
          name: header.name === null ? null : named(header.name),
          variables: Object.fromEntries(bindings.map(({ variable, column }) => [variable, named(column)])),
        },
        forecast: { ...forecast(accepted, sender.channel, wish.ratePerSecond), cost: cost.result() },
      };
    },
  };
}
