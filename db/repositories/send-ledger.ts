import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { reportedState, statesBelow } from '../../domain/messaging/delivery-lattice';
import type { NamedLimit } from '../../domain/messaging/sender-limits';
import type { DeliveryStatus } from '../../domain/messaging/outcome';
import type { Send, SendRequest, SuppressReason } from '../../domain/messaging/send';
import type { Settlement } from '../../domain/messaging/settlement';
import type { EpochMs } from '../../domain/time/moments';
import { prepared } from '../prepared';
import { leaseHolder } from './rate-leases';
import { CLAIM, CLAIM_PACED, LEASE_SLOT } from './ledger-statements';
import { returnedRows, toSend, type RawSend } from './send-mapping';

export interface Claim {
  sendId: string;
  attemptId: string;
  now: EpochMs;
  /** When a row still `dispatching` is looked up, should this process die. */
  checkAt: EpochMs;
  /** The limit it queues behind, and whose send it is; absent where it has its slot, or needs none. */
  behind?: { accountId: string; limit: NamedLimit } | null;
}

/** A delivery report as the ledger takes it. */
export interface LedgerReport extends ReportedSend {
  status: DeliveryStatus;
  code: string | null;
  at: EpochMs;
}

/** What a delivery report names a send by. */
export interface ReportedSend {
  /** Whose sends it may be about; absent for a channel that accounts share. */
  accountId?: string;
  channel: string;
  providerId: string;
  attemptId: string | null;
}

export type SendLedger = ReturnType<typeof createSendLedger>;

/** The send ledger: every statement here is one step of the machine in docs/architecture.md. */
export function createSendLedger(db: DataSource) {
  const one = async (sql: string, parameters: unknown[]): Promise<Send | null> => {
    const [row] = returnedRows<RawSend>(await db.query(sql, parameters));
    return row ? toSend(row) : null;
  };
  return {
    /** The row of a request: a new `reserved` one, or the one that the same key made before. */
    async reserve(request: SendRequest): Promise<{ send: Send; fresh: boolean }> {
      const { accountId, idempotencyKey, contactId, channel, content, botId = null } = request;
      const { scheduledFor = null } = request;
      const fresh = await one(
        `INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, content, bot_id, scheduled_for)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING RETURNING *`,
        [
          ...[uuidv7(), accountId, idempotencyKey, contactId, channel, JSON.stringify(content), botId],
          scheduledFor === null ? null : new Date(scheduledFor),
        ],
      );
      if (fresh) return { send: fresh, fresh: true };
      const earlier = await one('SELECT * FROM send WHERE account_id = $1 AND idempotency_key = $2', [
        accountId,
        idempotencyKey,
      ]);
      if (!earlier) throw new Error('A send that conflicts with nothing: the row vanished');
      return { send: earlier, fresh: false };
    },

    async get(sendId: string): Promise<Send | null> {
      return one('SELECT * FROM send WHERE id = $1', [sendId]);
    },

    async findByKey(accountId: string, idempotencyKey: string): Promise<Send | null> {
      return one('SELECT * FROM send WHERE account_id = $1 AND idempotency_key = $2', [
        accountId,
        idempotencyKey,
      ]);
    },

    /** Gives a reserved row its slot behind every limit, once; returns the slot (GCRA over `rate_lease`). */
    async leaseSlot(send: Send, limits: readonly NamedLimit[], now: EpochMs): Promise<EpochMs> {
      let slot = now;
      for (const limit of limits) {
        const [row] = returnedRows<{ slot: Date }>(
          await db.query(LEASE_SLOT, [
            leaseHolder(send.accountId, limit),
            limit.name,
            new Date(slot),
            limit.intervalMs,
            send.id,
          ]),
        );
        if (row) slot = row.slot.getTime();
      }
      return slot;
    },

    /**
     * reserved → dispatching, committed before the provider is called. Behind a limit, only where its next slot is now
     * or at most `NEAR_SLOT_MS` ahead, for which the caller waits: else the row has its slot, is `reserved` still, and
     * carries no attempt of this claim. Null when another worker was quicker, or when the contact opted out a moment ago.
     */
    async claim({ sendId, attemptId, now, checkAt, behind = null }: Claim): Promise<Send | null> {
      const [at, checked] = [new Date(now), new Date(checkAt)];
      if (behind === null) return one(CLAIM, [sendId, attemptId, at, checked]);
      const { accountId, limit } = behind;
      const slot = [leaseHolder(accountId, limit), limit.name, at, limit.intervalMs];
      return one(CLAIM_PACED, [...slot, sendId, attemptId, checked]);
    },

    /** Moves the due look-up of a dispatching row on, so that one worker at a time looks; null when not due. */
    async claimLookup(sendId: string, now: EpochMs, leaseMs: number): Promise<Send | null> {
      return one(
        `UPDATE send SET next_check_at = $3, updated_at = now()
          WHERE id = $1 AND state = 'dispatching' AND next_check_at <= $2 RETURNING *`,
        [sendId, new Date(now), new Date(now + leaseMs)],
      );
    },

    /** Records what an attempt came to. A callback that was quicker keeps what it settled. */
    async settle(
      attempt: { sendId: string; attemptId: string },
      settlement: Settlement,
      timing: SettleTiming,
    ) {
      const { columns, values } = settlementColumns(settlement, timing.now);
      const settled = await one(
        prepared(`UPDATE send SET ${columns}, response_ms = coalesce($3, response_ms), updated_at = now()
          WHERE id = $1 AND attempt_id = $2 AND state = 'dispatching' RETURNING *`),
        [attempt.sendId, attempt.attemptId, timing.responseMs, ...values],
      );
      return settled ?? one('SELECT * FROM send WHERE id = $1', [attempt.sendId]);
    },

    /** reserved → suppressed: asked for, and rightly not sent. */
    async suppress(sendId: string, reason: SuppressReason, now: EpochMs): Promise<Send | null> {
      return one(
        `UPDATE send SET state = 'suppressed', result_code = $2, settled_at = $3, updated_at = now()
          WHERE id = $1 AND state = 'reserved' RETURNING *`,
        [sendId, reason, new Date(now)],
      );
    },

    /** reserved → cancelled; null once the provider may have been called. */
    async cancel(accountId: string, sendId: string, now: EpochMs): Promise<Send | null> {
      return one(
        `UPDATE send SET state = 'cancelled', settled_at = $3, updated_at = now()
          WHERE account_id = $1 AND id = $2 AND state = 'reserved' AND attempts = 0 RETURNING *`,
        [accountId, sendId, new Date(now)],
      );
    },

    /** Merges a delivery report; null when no row has its provider id or attempt id, or none moves. */
    async merge(report: LedgerReport): Promise<Send | null> {
      const state = reportedState(report.status);
      return one(
        `UPDATE send SET state = $1, provider_id = coalesce(provider_id, $2), next_check_at = NULL,
                result_code = CASE WHEN $1 = 'rejected' THEN $3 ELSE NULL END,
                settled_at = coalesce(settled_at, $4), updated_at = now()
          WHERE channel = $5 AND state = ANY($6) AND ($8::uuid IS NULL OR account_id = $8) AND id IN
                (SELECT id FROM send WHERE channel = $5 AND provider_id = $2
                 UNION SELECT id FROM send WHERE attempt_id = $7::uuid AND (provider_id IS NULL OR provider_id = $2))
         RETURNING *`,
        [
          state,
          report.providerId,
          report.code,
          new Date(report.at),
          report.channel,
          statesBelow(report.status),
          report.attemptId,
          report.accountId ?? null,
        ],
      );
    },

    /** The send that a delivery report is about, whatever has become of it. */
    async findReported({ channel, providerId, attemptId, ...whose }: ReportedSend): Promise<Send | null> {
      return one(
        `SELECT * FROM send WHERE channel = $1 AND ($4::uuid IS NULL OR account_id = $4)
            AND (provider_id = $2 OR (attempt_id = $3::uuid AND provider_id IS NULL)) LIMIT 1`,
        [channel, providerId, attemptId, whose.accountId ?? null],
      );
    },

    /** Which of these provider ids already belong to a row. */
    async ownedProviderIds(channel: string, providerIds: readonly string[]): Promise<Set<string>> {
      const rows = returnedRows<{ provider_id: string }>(
        await db.query('SELECT provider_id FROM send WHERE channel = $1 AND provider_id = ANY($2)', [
          channel,
          providerIds,
        ]),
      );
      return new Set(rows.map((row) => row.provider_id));
    },

    /**
     * What the platform's sweep has to take further, over all accounts: lost answers whose look-up is due, and
     * single messages whose workflow was never started, or whose conversation no longer waits for them. A
     * conversation's message comes after every earlier one to the same contact.
     */
    async dueForSweep(now: EpochMs, limit: number): Promise<string[]> {
      const rows = returnedRows<{ id: string }>(
        await db.query(
          `SELECT id FROM send WHERE state = 'dispatching' AND next_check_at <= $1
           UNION ALL
           SELECT id FROM send WHERE state = 'reserved'
             AND (idempotency_key LIKE 'message:%' OR idempotency_key LIKE 'turn:%')
             AND updated_at < $1::timestamptz - interval '1 minute' AND coalesce(not_before, $1) <= $1
             AND coalesce(scheduled_for, $1) <= $1
             AND NOT (idempotency_key LIKE 'turn:%' AND EXISTS (
               SELECT 1 FROM send earlier
                WHERE earlier.account_id = send.account_id AND earlier.contact_id = send.contact_id
                  AND earlier.channel = send.channel AND earlier.state = 'reserved'
                  AND earlier.idempotency_key LIKE 'turn:%' AND earlier.id < send.id))
           LIMIT $2`,
          [new Date(now), limit],
        ),
      );
      return rows.map((row) => row.id);
    },
  };
}

export interface SettleTiming {
  now: EpochMs;
  /** The provider's response time; null when it was not called. */
  responseMs: number | null;
}

/** The assignments of a settlement; `$4` onwards. */
function settlementColumns(settlement: Settlement, now: EpochMs): { columns: string; values: unknown[] } {
  const at = new Date(now);
  switch (settlement.state) {
    case 'accepted':
      return {
        columns: `state = 'accepted', provider_id = coalesce(provider_id, $4), next_check_at = NULL,
                  result_code = NULL, result_detail = NULL, settled_at = $5`,
        values: [settlement.providerId, at],
      };
    case 'rejected':
      return {
        columns: `state = 'rejected', result_code = $4, result_detail = $5, next_check_at = NULL, settled_at = $6`,
        values: [settlement.code, settlement.detail, at],
      };
    case 'reserved':
      return {
        columns: `state = 'reserved', not_before = $4, next_check_at = NULL, result_detail = $5,
                  attempts = attempts - $6`,
        values: [new Date(settlement.notBefore), settlement.detail, settlement.attemptSpent ? 0 : 1],
      };
    case 'dispatching':
      return {
        columns: `next_check_at = $4, reconciliations = $5, result_detail = $6`,
        values: [new Date(settlement.nextCheckAt), settlement.reconciliations, settlement.detail],
      };
    case 'unconfirmed':
      return {
        columns: `state = 'unconfirmed', result_detail = $4, next_check_at = NULL, settled_at = $5`,
        values: [settlement.detail, at],
      };
  }
}
