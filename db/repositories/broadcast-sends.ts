import type { DataSource } from 'typeorm';
import type { RecipientFacts } from '../../domain/broadcasts/admit';
import type { BroadcastContent } from '../../domain/broadcasts/broadcast';
import { isAddressedByPhone, type ChannelName } from '../../domain/messaging/channel-name';
import type { SuppressReason } from '../../domain/messaging/send';
import type { Settlement } from '../../domain/messaging/settlement';
import type { EpochMs } from '../../domain/time/moments';
import { returnedRows } from './send-mapping';
import { violatesUnique } from './unique-violation';
import {
  CLAIM_FRESH,
  CLAIM_WAITING,
  FRESH,
  OPEN,
  RECORD,
  REPORTED_CODES,
  WAITING,
} from './broadcast-statements';

export interface BroadcastOf {
  accountId: string;
  broadcastId: string;
}

/** One recipient whose turn has come. */
export interface Candidate extends RecipientFacts {
  ordinal: number;
  contactId: string;
  /** The row that waits in the ledger; null for a recipient who has none yet. */
  sendId: string | null;
  /** Of the recipient; a row that waits has its content already. */
  variables: Record<string, string>;
}

/** What to look at beside the recipient. */
export interface CandidateQuery {
  channel: ChannelName;
  /** The days of the frequency cap; null for none. */
  capDays: number | null;
  now: EpochMs;
}

/** How a candidate's row goes on; `sendId` is new for a fresh one. */
export interface PlannedSend {
  sendId: string;
  ordinal: number;
  contactId: string;
  attemptId: string;
  content: BroadcastContent;
  plan:
    | { state: 'dispatching' }
    | { state: 'suppressed'; reason: SuppressReason }
    | { state: 'reserved'; notBefore: EpochMs; why: string };
}

export interface ClaimTiming {
  now: EpochMs;
  /** When a row still `dispatching` is looked up, should this process die. */
  checkAt: EpochMs;
}

export interface Recorded {
  sendId: string;
  attemptId: string;
  settlement: Settlement;
  responseMs: number;
}

/** A provider's code among the refusals of a broadcast. */
export interface ReportedCode {
  code: string;
  isNew: boolean;
}

/** What of a broadcast's ledger is not settled yet. */
export interface OpenSends {
  /** Rows whose time has come. */
  due: number;
  open: number;
  /** When the next of the others is due; null when there is none. */
  nextAt: EpochMs | null;
}

export type BroadcastSends = ReturnType<typeof createBroadcastSends>;

/** The send ledger in bulk: the same machine as send-ledger.ts, one statement a step for a whole batch. */
export function createBroadcastSends(db: DataSource) {
  return {
    /** Recipients of a range in order, with what decides about each. */
    async candidates(
      { accountId, broadcastId }: BroadcastOf,
      range: { from: number; to: number },
      { channel, capDays, now }: CandidateQuery,
    ): Promise<Candidate[]> {
      const values = [accountId, broadcastId, channel, capDays, new Date(now), range.from, range.to];
      return returnedRows<RawCandidate>(await db.query(FRESH, values)).map((row) =>
        toCandidate(row, channel),
      );
    },

    /** Rows of the broadcast that wait in the ledger and are due; each lane takes its own share of them. */
    async waiting(
      { accountId, broadcastId }: BroadcastOf,
      share: { lane: number; lanes: number; limit: number },
      { channel, capDays, now }: CandidateQuery,
    ): Promise<(Candidate & { content: BroadcastContent })[]> {
      const { lane, lanes, limit } = share;
      const values = [accountId, broadcastId, channel, capDays, new Date(now), lanes, lane, limit];
      const rows = returnedRows<RawCandidate & { content: BroadcastContent }>(
        await db.query(WAITING, values),
      );
      return rows.map((row) => ({ ...toCandidate(row, channel), content: row.content }));
    },

    /**
     * Writes the plans into the ledger, and says which rows are now `dispatching` and ours alone: none whose
     * contact opted out a moment ago, none that somebody else has, and none at all once the broadcast is paused.
     */
    async claim(
      of: BroadcastOf & { channel: ChannelName; botId: string | null },
      planned: readonly PlannedSend[],
      timing: ClaimTiming & { fresh: boolean },
    ): Promise<Set<string>> {
      if (planned.length === 0) return new Set();
      const ids = { botId: of.botId, channel: of.channel };
      const values = [of.accountId, of.broadcastId, new Date(timing.now), new Date(timing.checkAt)];
      const rows = returnedRows<{ id: string; state: string }>(
        await (timing.fresh
          ? db.query(CLAIM_FRESH, [...values, ...columnsOf(planned), ids.channel, ids.botId])
          : db.query(CLAIM_WAITING, [...values, ...columnsOf(planned).slice(0, 6)])),
      );
      return new Set(rows.filter(({ state }) => state === 'dispatching').map(({ id }) => id));
    },

    /**
     * Records what the attempts of a batch came to. A callback that was quicker keeps what it settled; a row whose
     * message another row has already stays `dispatching`, and is looked up.
     */
    async record(accountId: string, recorded: readonly Recorded[], now: EpochMs): Promise<void> {
      if (recorded.length === 0) return;
      try {
        await db.query(RECORD, recordedValues(accountId, recorded, now));
      } catch (error) {
        if (!violatesUnique(error, 'send_provider_unique')) throw error;
        if (recorded.length === 1) return;
        for (const one of recorded) await this.record(accountId, [one], now);
      }
    },

    async open({ accountId, broadcastId }: BroadcastOf, now: EpochMs): Promise<OpenSends> {
      const [row] = returnedRows<{ due: number; open: number; next_at: Date | null }>(
        await db.query(OPEN, [accountId, broadcastId, new Date(now)]),
      );
      return { due: row?.due ?? 0, open: row?.open ?? 0, nextAt: row?.next_at?.getTime() ?? null };
    },

    /** Rows whose answer was lost and whose look-up is due. */
    async dueLookUps(
      { accountId, broadcastId }: BroadcastOf,
      now: EpochMs,
      limit: number,
    ): Promise<string[]> {
      const rows = returnedRows<{ id: string }>(
        await db.query(
          `SELECT id FROM send WHERE account_id = $1 AND broadcast_id = $2 AND state = 'dispatching'
              AND next_check_at <= $3 ORDER BY next_check_at LIMIT $4`,
          [accountId, broadcastId, new Date(now), limit],
        ),
      );
      return rows.map(({ id }) => id);
    },

    /** The codes of refusals since the broadcast last changed its course; new ones are of the last few seconds. */
    async reportedCodes({ accountId, broadcastId }: BroadcastOf): Promise<ReportedCode[]> {
      return returnedRows<ReportedCode>(await db.query(REPORTED_CODES, [accountId, broadcastId]));
    },

    /** Nothing that still waits goes out any more. */
    async cancelWaiting({ accountId, broadcastId }: BroadcastOf, now: EpochMs): Promise<void> {
      await db.query(
        `UPDATE send SET state = 'cancelled', settled_at = $3, updated_at = now()
          WHERE account_id = $1 AND broadcast_id = $2 AND state = 'reserved'`,
        [accountId, broadcastId, new Date(now)],
      );
    },

    /** Puts what was refused in line again as if it had never been called; null codes mean all. */
    async requeueRejected({ accountId, broadcastId }: BroadcastOf, codes: string[] | null): Promise<number> {
      const rows = returnedRows(
        await db.query(
          `UPDATE send SET state = 'reserved', attempts = 0, reconciliations = 0, attempt_id = NULL, provider_id = NULL,
                  result_code = NULL, result_detail = NULL, not_before = NULL, dispatched_at = NULL,
                  settled_at = NULL, updated_at = now()
            WHERE account_id = $1 AND broadcast_id = $2 AND state = 'rejected'
              AND ($3::text[] IS NULL OR coalesce(result_code, '') = ANY($3)) RETURNING id`,
          [accountId, broadcastId, codes],
        ),
      );
      return rows.length;
    },
  };
}

interface RawCandidate {
  ordinal: number;
  contactId: string;
  sendId: string | null;
  variables: Record<string, string>;
  address: string | null;
  phone: string | null;
  optedOut: boolean;
  lastInboundAt: Date | null;
  recentBroadcasts: number;
  lastSentAt: Date | null;
}

function toCandidate(row: RawCandidate, channel: ChannelName): Candidate {
  return {
    ordinal: row.ordinal,
    contactId: row.contactId,
    sendId: row.sendId,
    variables: row.variables,
    address: row.address ?? (isAddressedByPhone(channel) ? row.phone : null),
    phone: row.phone,
    optedOut: row.optedOut,
    lastInboundAt: row.lastInboundAt?.getTime() ?? null,
    recentBroadcasts: row.recentBroadcasts,
    lastSentAt: row.lastSentAt?.getTime() ?? null,
  };
}

/** The plans as one array a column; the first six are of the row, the others make a new one. */
function columnsOf(planned: readonly PlannedSend[]): unknown[] {
  return [
    planned.map(({ sendId }) => sendId),
    planned.map(({ attemptId }) => attemptId),
    planned.map(({ plan }) => plan.state),
    planned.map(({ plan }) => (plan.state === 'suppressed' ? plan.reason : null)),
    planned.map(({ plan }) => (plan.state === 'reserved' ? new Date(plan.notBefore) : null)),
    planned.map(({ plan }) => (plan.state === 'reserved' ? plan.why : null)),
    planned.map(({ ordinal }) => ordinal),
    planned.map(({ contactId }) => contactId),
    planned.map(({ content }) => JSON.stringify(content)),
  ];
}

function recordedValues(accountId: string, recorded: readonly Recorded[], now: EpochMs): unknown[] {
  const each = recorded.map(({ settlement }) => settledColumns(settlement));
  return [
    accountId,
    new Date(now),
    recorded.map(({ sendId }) => sendId),
    recorded.map(({ attemptId }) => attemptId),
    recorded.map(({ responseMs }) => responseMs),
    recorded.map(({ settlement }) => settlement.state),
    each.map(({ providerId }) => providerId),
    each.map(({ code }) => code),
    each.map(({ detail }) => detail),
    each.map(({ at }) => at),
  ];
}

interface SettledColumns {
  providerId: string | null;
  code: string | null;
  detail: string | null;
  /** When the row goes on: its next look-up, or the earliest next call. */
  at: Date | null;
}

function settledColumns(settlement: Settlement): SettledColumns {
  const nothing = { providerId: null, code: null, detail: null, at: null };
  switch (settlement.state) {
    case 'accepted':
      return { ...nothing, providerId: settlement.providerId };
    case 'rejected':
      return { ...nothing, code: settlement.code, detail: settlement.detail };
    case 'reserved':
      return { ...nothing, detail: settlement.detail, at: new Date(settlement.notBefore) };
    case 'dispatching':
      return { ...nothing, detail: settlement.detail, at: new Date(settlement.nextCheckAt) };
    case 'unconfirmed':
      return { ...nothing, detail: settlement.detail };
  }
}
