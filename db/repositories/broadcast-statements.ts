/** What decides about a recipient; $1 account, $2 broadcast, $3 channel, $4 days of the cap, $5 now. */
const FACTS = `
  identity.address, contact.phone, contact.opted_out_at IS NOT NULL AS "optedOut",
  identity.last_inbound_at AS "lastInboundAt",
  CASE WHEN $4::int IS NULL THEN 0 ELSE (SELECT count(*)::int FROM send earlier
    WHERE earlier.account_id = $1 AND earlier.contact_id = contact.id AND earlier.broadcast_id <> $2
      AND earlier.state IN ('dispatching','accepted','delivered','read','unconfirmed')
      AND earlier.dispatched_at > $5::timestamptz - $4::int * interval '1 day') END AS "recentBroadcasts",
  (SELECT max(latest.dispatched_at) FROM send latest
    WHERE latest.account_id = $1 AND latest.contact_id = contact.id) AS "lastSentAt"`;

/** Postgres expects little of tables that have just grown: left the choice, it reads all contacts for each batch. */
const contactOf = (row: string) => `
  CROSS JOIN LATERAL (SELECT * FROM contact WHERE account_id = $1 AND id = ${row}.contact_id LIMIT 1) contact`;

const PERSON = `${contactOf('waiting')}
   LEFT JOIN LATERAL (SELECT * FROM contact_identity
     WHERE account_id = $1 AND contact_id = contact.id AND channel = $3 LIMIT 1) identity ON true`;

/** Recipients $6 to $7. */
export const FRESH = `
  SELECT waiting.ordinal, waiting.contact_id AS "contactId", NULL AS "sendId", waiting.variables, ${FACTS}
    FROM broadcast_recipient waiting ${PERSON}
   WHERE waiting.account_id = $1 AND waiting.broadcast_id = $2 AND waiting.ordinal BETWEEN $6 AND $7
   ORDER BY waiting.ordinal`;

/** Due rows of lane $7 of $6, at most $8. */
export const WAITING = `
  SELECT waiting.ordinal, waiting.contact_id AS "contactId", waiting.id AS "sendId", '{}'::jsonb AS variables,
         waiting.content, ${FACTS}
    FROM (SELECT * FROM send WHERE account_id = $1 AND broadcast_id = $2 AND state = 'reserved'
             AND coalesce(not_before, $5) <= $5 AND ordinal % $6 = $7 ORDER BY ordinal LIMIT $8) waiting ${PERSON}
   ORDER BY waiting.ordinal`;

/**
 * The account and the state of rows that may be updated, as columns of a subquery that ends in OFFSET 0: Postgres
 * does not see through it. Of constants it would know better and read all rows of either for each batch.
 */
const only = (state: 'reserved' | 'dispatching') =>
  `$1::uuid AS only_account, '${state}'::text AS only_state`;

/** A paused or cancelled broadcast claims nothing, whatever its batches know of it. */
const RUNS = `EXISTS (SELECT 1 FROM broadcast WHERE account_id = $1 AND id = $2 AND state IN ('running','waiting'))`;

/** Reserves rows and marks those to be called `dispatching`, in one statement: $5 to $13 are columns. */
export const CLAIM_FRESH = `
  INSERT INTO send (id, account_id, idempotency_key, contact_id, channel, bot_id, content, broadcast_id, ordinal,
                    state, attempt_id, attempts, dispatched_at, next_check_at, not_before, result_code,
                    result_detail, settled_at)
  SELECT planned.id, $1, 'broadcast:' || $2::uuid || ':' || planned.ordinal, planned.contact_id, $14, $15::uuid,
         planned.content, $2::uuid, planned.ordinal, now_is.state,
         CASE WHEN goes THEN planned.attempt_id END, CASE WHEN goes THEN 1 ELSE 0 END,
         CASE WHEN goes THEN $3::timestamptz END, CASE WHEN goes THEN $4::timestamptz END, planned.not_before,
         CASE WHEN now_is.state = 'suppressed' THEN coalesce(planned.reason, 'opted-out') END, planned.why,
         CASE WHEN now_is.state = 'suppressed' THEN $3::timestamptz END
    FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::int[],
                $12::uuid[], $13::jsonb[])
      AS planned (id, attempt_id, state, reason, not_before, why, ordinal, contact_id, content)
 ${contactOf('planned')}
   CROSS JOIN LATERAL (SELECT CASE WHEN planned.state = 'dispatching' AND contact.opted_out_at IS NOT NULL
                                   THEN 'suppressed' ELSE planned.state END AS state) AS now_is
   CROSS JOIN LATERAL (SELECT now_is.state = 'dispatching' AS goes) AS called
   WHERE ${RUNS}
  ON CONFLICT ON CONSTRAINT send_idempotency_unique DO NOTHING
  RETURNING id, state`;

/** The same for rows that wait in the ledger already: $5 to $10 are columns. */
export const CLAIM_WAITING = `
  UPDATE send SET state = now_is.state,
         attempt_id = CASE WHEN goes THEN now_is.attempt_id ELSE send.attempt_id END,
         attempts = send.attempts + CASE WHEN goes THEN 1 ELSE 0 END,
         reconciliations = CASE WHEN goes THEN 0 ELSE send.reconciliations END,
         dispatched_at = CASE WHEN goes THEN $3::timestamptz ELSE send.dispatched_at END,
         next_check_at = CASE WHEN goes THEN $4::timestamptz END,
         not_before = coalesce(now_is.not_before, send.not_before),
         result_code = CASE WHEN now_is.state = 'suppressed' THEN coalesce(now_is.reason, 'opted-out') END,
         result_detail = now_is.why,
         settled_at = CASE WHEN now_is.state = 'suppressed' THEN $3::timestamptz END, updated_at = now()
    FROM (SELECT planned.*, CASE WHEN planned.state = 'dispatching' AND contact.opted_out_at IS NOT NULL
                                 THEN 'suppressed' ELSE planned.state END AS new_state, ${only('reserved')}
            FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::timestamptz[], $10::text[])
              AS planned (id, attempt_id, state, reason, not_before, why)
            JOIN send reserved ON reserved.id = planned.id ${contactOf('reserved')} OFFSET 0) AS due
   CROSS JOIN LATERAL (SELECT due.id, due.attempt_id, due.new_state AS state, due.reason, due.not_before, due.why,
                              due.new_state = 'dispatching' AS goes) AS now_is
   WHERE send.id = now_is.id AND send.account_id = due.only_account AND send.state = due.only_state AND ${RUNS}
  RETURNING send.id, send.state`;

/** What attempts came to; $3 onwards are columns, the last is when a row goes on. */
export const RECORD = `
  UPDATE send SET state = came.state, provider_id = coalesce(send.provider_id, came.provider_id),
         result_code = came.code, result_detail = came.detail,
         response_ms = coalesce(came.response_ms, send.response_ms),
         not_before = CASE WHEN came.state = 'reserved' THEN came.at ELSE send.not_before END,
         next_check_at = CASE WHEN came.state = 'dispatching' THEN came.at END,
         attempts = send.attempts - CASE WHEN came.state = 'reserved' THEN 1 ELSE 0 END,
         settled_at = CASE WHEN came.state IN ('accepted','rejected','unconfirmed') THEN $2::timestamptz END,
         updated_at = now()
    FROM (SELECT *, ${only('dispatching')}
            FROM unnest($3::uuid[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[],
                        $10::timestamptz[])
              AS outcome (id, attempt_id, response_ms, state, provider_id, code, detail, at) OFFSET 0) AS came
   WHERE send.id = came.id AND send.attempt_id = came.attempt_id
     AND send.account_id = came.only_account AND send.state = came.only_state`;

/** What is not settled: a reserved row is due at its time, a dispatching one at its look-up. */
export const OPEN = `
  SELECT count(*)::int AS open, count(*) FILTER (WHERE state = 'reserved' AND due_at <= $3)::int AS due,
         min(due_at) AS next_at
    FROM (SELECT state, CASE state WHEN 'reserved' THEN coalesce(not_before, $3) ELSE next_check_at END AS due_at
            FROM send WHERE account_id = $1 AND broadcast_id = $2 AND state IN ('reserved','dispatching')) AS unsettled`;

/** Refusals after the last step of its course: what was refused before somebody resumed it is known. */
export const REPORTED_CODES = `
  SELECT send.result_code AS code, max(send.updated_at) > now() - interval '5 seconds' AS "isNew"
    FROM send JOIN broadcast ON broadcast.account_id = send.account_id AND broadcast.id = send.broadcast_id
   WHERE send.account_id = $1 AND send.broadcast_id = $2 AND send.state = 'rejected'
     AND send.result_code IS NOT NULL AND send.updated_at > broadcast.updated_at
   GROUP BY send.result_code`;
