import { z } from 'zod';
import { createHttpExchange } from '../http-exchange';
import type { HttpExchange } from '../http-exchange';
import { parseProgressRow } from './parse-progress';
import type { BotProgress } from './parse-progress';

export interface ProgressTableSettings {
  /** For instance `https://api.botpress.cloud/v1`. */
  apiBaseUrl: string;
  token: string;
  botId?: string | undefined;
  /** The table's name or id. */
  table: string;
  /** For each call; 30 s when absent, as in seed 000. */
  timeoutMs?: number | undefined;
  /** The HTTP client, when not the table's own. */
  exchange?: HttpExchange | undefined;
}

/** `problems` are rows that could not be read, by their place in the table; they stop no other row. */
export type ProgressRead =
  { ok: true; rows: BotProgress[]; problems: string[] } | { ok: false; detail: string };

/** The progress table of an external bot. */
export interface ProgressTable {
  /** Every row, or why the table could not be read; never a part of it. */
  readAll(signal?: AbortSignal): Promise<ProgressRead>;
}

type Page = { ok: true; rows: unknown[]; hasMore: boolean } | { ok: false; detail: string };

const ROWS_A_CALL = 1000;
/** A row may hold 4 KB and more. */
const LONGEST_PAGE_BYTES = 32 * 1_048_576;
const MOST_PAGES = 1000;

const pageBody = z.object({ rows: z.array(z.unknown()), hasMore: z.boolean().optional() });

/** Reads through `POST {base}/tables/{table}/rows/find` (botpress.com/docs, findTableRows), page by page. */
export function createProgressTable(settings: ProgressTableSettings): ProgressTable {
  const exchange = settings.exchange ?? createHttpExchange();
  return {
    readAll: async (signal) => {
      const rows: BotProgress[] = [];
      const problems: string[] = [];
      for (let page = 0, offset = 0; page < MOST_PAGES; page += 1) {
        const read = await readPage(exchange, settings, { offset, signal });
        if (!read.ok) return read;
        read.rows.forEach((row, index) => {
          const parsed = parseProgressRow(row);
          if (parsed.ok) rows.push(parsed.progress);
          else problems.push(...parsed.problems.map((problem) => `row ${offset + index + 1}: ${problem}`));
        });
        offset += read.rows.length;
        if (!read.hasMore) return { ok: true, rows, problems };
      }
      return { ok: false, detail: `The progress table did not end after ${MOST_PAGES} pages` };
    },
  };
}

async function readPage(
  exchange: HttpExchange,
  settings: ProgressTableSettings,
  { offset, signal }: { offset: number; signal: AbortSignal | undefined },
): Promise<Page> {
  const result = await exchange({
    method: 'POST',
    url: addressOf(settings),
    headers: {
      authorization: `Bearer ${settings.token}`,
      'content-type': 'application/json',
      ...(settings.botId !== undefined && { 'x-bot-id': settings.botId }),
    },
    // Without an order, rows written meanwhile could move others from one page to another.
    body: JSON.stringify({ limit: ROWS_A_CALL, offset, orderBy: 'id', orderDirection: 'asc' }),
    timeoutMs: settings.timeoutMs ?? 30_000,
    maxBytes: LONGEST_PAGE_BYTES,
    ...(signal && { signal }),
  });
  if (result.kind !== 'answered') return failed(result.detail);
  if (result.status !== 200) return failed(`HTTP ${result.status}`);
  return parsePage(result.text);
}

function parsePage(text: string): Page {
  try {
    const page = pageBody.parse(JSON.parse(text));
    const full = page.rows.length >= ROWS_A_CALL;
    return { ok: true, rows: page.rows, hasMore: page.rows.length > 0 && (page.hasMore ?? full) };
  } catch {
    return failed('the answer holds no rows');
  }
}

function addressOf({ apiBaseUrl, table }: ProgressTableSettings): string {
  return `${apiBaseUrl.replace(/\/+$/, '')}/tables/${encodeURIComponent(table)}/rows/find`;
}

function failed(reason: string): { ok: false; detail: string } {
  return { ok: false, detail: `The progress table could not be read: ${reason}` };
}
