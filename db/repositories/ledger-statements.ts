import { prepared } from '../prepared';

/** Takes the next free place of a limit: its holder $1 and name $2, now $3, and the milliseconds between two, $4. */
const NEXT_SLOT = `
  slot AS (
    INSERT INTO rate_lease AS lease (account_id, name, next_free_at)
    VALUES ($1, $2, $3::timestamptz + $4 * interval '1 ms')
    ON CONFLICT (account_id, name) DO UPDATE
      SET next_free_at = greatest(lease.next_free_at, $3::timestamptz) + $4 * interval '1 ms'
    RETURNING next_free_at - $4 * interval '1 ms' AS at)`;

/** The contact has not opted out, or this is the answer to that. */
const MAY_GO = `(send.content ? 'confirmsOptOut' OR NOT EXISTS (
  SELECT 1 FROM contact WHERE contact.account_id = send.account_id AND contact.id = send.contact_id
    AND contact.opted_out_at IS NOT NULL))`;

/**
 * A slot this near is claimed at once and waited for before the call: messages that are written at the same moment are
 * given slots a few milliseconds ahead, and a second look and claim for each would cost more than the wait.
 */
const NEAR_SLOT_MS = 100;

export const CLAIM = prepared(`
  UPDATE send SET state = 'dispatching', attempt_id = $2, attempts = attempts + 1, reconciliations = 0,
         dispatched_at = $3, next_check_at = $4, updated_at = now()
   WHERE id = $1 AND state = 'reserved' AND ${MAY_GO} RETURNING *`);

export const CLAIM_PACED = prepared(`
  WITH ${NEXT_SLOT},
  turn AS (SELECT at, at <= $3::timestamptz + interval '${NEAR_SLOT_MS} ms' AS now FROM slot)
  UPDATE send SET not_before = turn.at, updated_at = now(),
         state = CASE WHEN turn.now THEN 'dispatching' ELSE state END,
         attempt_id = CASE WHEN turn.now THEN $6 ELSE attempt_id END,
         attempts = attempts + turn.now::int,
         reconciliations = CASE WHEN turn.now THEN 0 ELSE reconciliations END,
         dispatched_at = CASE WHEN turn.now THEN greatest($3, turn.at) ELSE dispatched_at END,
         next_check_at = CASE WHEN turn.now THEN $7 ELSE next_check_at END
    FROM turn WHERE send.id = $5 AND state = 'reserved' AND ${MAY_GO} RETURNING send.*`);

/** Writes the next slot on the row, in one statement. */
export const LEASE_SLOT = `
  WITH ${NEXT_SLOT}
  UPDATE send SET not_before = slot.at, updated_at = now() FROM slot WHERE send.id = $5
  RETURNING slot.at AS slot`;
