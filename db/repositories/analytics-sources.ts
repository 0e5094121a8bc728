import type { ReportName } from '../../domain/analytics/reports';
import { UNANSWERED } from '../../domain/analytics/response-times';

/** When a send went out, or ended without a call; as the index of it is written. */
export const WENT = 'coalesce(dispatched_at, settled_at)';

/**
 * Where each report's figures come from: rows of (groups, figure, at, value) of an account ($1) from an instant ($2)
 * to another ($3), the later one left out. Each is a pure function of rows that stay, so that counting again gives
 * the same; $4 are the bounds of waits.
 */
export const ANALYTICS_SOURCES: readonly { report: ReportName; sql: string }[] = [
  {
    report: 'messages',
    sql: `SELECT ARRAY[channel, 'person'] AS groups, 'in' AS figure, received_at AS at, 1::bigint AS value
            FROM inbound_message WHERE account_id = $1 AND received_at >= $2 AND received_at < $3`,
  },
  {
    report: 'messages',
    sql: `SELECT ARRAY[channel, CASE WHEN broadcast_id IS NOT NULL THEN 'broadcast'
                                     WHEN idempotency_key LIKE 'enrollment:%' THEN 'program'
                                     WHEN idempotency_key LIKE 'turn:%' THEN 'conversation' ELSE 'single' END],
                 state, went_at, 1 FROM ${sentIn()}`,
  },
  {
    report: 'broadcasts',
    sql: `SELECT ARRAY[broadcast_id::text], state, went_at, 1 FROM ${sentIn()} WHERE broadcast_id IS NOT NULL`,
  },
  { report: 'response-times', sql: responseTimes() },
  {
    report: 'conversations',
    sql: `SELECT ARRAY[channel], 'begun', received_at, 1 FROM inbound_message first
           WHERE account_id = $1 AND received_at >= $2 AND received_at < $3 AND NOT EXISTS (
             SELECT 1 FROM inbound_message earlier
              WHERE earlier.account_id = $1 AND earlier.contact_id = first.contact_id
                AND earlier.channel = first.channel AND earlier.received_at > first.received_at - interval '24 hours'
                AND (earlier.received_at, earlier.id) < (first.received_at, first.id))`,
  },
  {
    report: 'programs',
    sql: `SELECT ARRAY[program_id::text, session::text, day::text], figure, decided_at, 1
            FROM enrollment_decision sent
           CROSS JOIN LATERAL (SELECT 'messages' AS figure UNION ALL SELECT 'reached' WHERE NOT EXISTS (
             SELECT 1 FROM enrollment_decision earlier
              WHERE earlier.account_id = $1 AND earlier.enrollment_id = sent.enrollment_id
                AND earlier.session = sent.session AND earlier.day = sent.day AND earlier.kind = 'send'
                AND earlier.outcome = 'sent' AND (earlier.decided_at, earlier.id) < (sent.decided_at, sent.id))) AS what
           WHERE account_id = $1 AND decided_at >= $2 AND decided_at < $3 AND kind = 'send' AND outcome = 'sent'`,
  },
  {
    report: 'programs',
    sql: `SELECT ARRAY[enrollment.program_id::text, report.session::text, report.day::text], 'completed', reported_at, 1
            FROM progress_report report
            JOIN enrollment ON enrollment.account_id = $1 AND enrollment.id = report.enrollment_id
           WHERE report.account_id = $1 AND reported_at >= $2 AND reported_at < $3 AND report.status = 2`,
  },
  { report: 'enrollments', sql: `SELECT ARRAY[detail[1]], detail[2], at, 1 FROM ${eventsOf('enrollment')}` },
  {
    report: 'exclusions',
    sql: `SELECT ARRAY[program_id::text, CASE kind WHEN 'exclude' THEN 'rule' ELSE 'operator' END], 'excluded',
                 decided_at, 1
            FROM enrollment_decision
           WHERE account_id = $1 AND decided_at >= $2 AND decided_at < $3
             AND (kind, outcome) IN (('exclude','recorded'), ('operator','exclude'))`,
  },
  { report: 'agents', sql: `SELECT ARRAY[detail[1]], detail[2], at, 1 FROM ${eventsOf('agent-turn')}` },
  { report: 'agents', sql: agentConversations() },
  { report: 'handoffs', sql: `SELECT detail, 'handoffs', at, 1 FROM ${eventsOf('handoff')}` },
  { report: 'tools', sql: `SELECT ARRAY[detail[1]], detail[2], at, 1 FROM ${eventsOf('tool')}` },
  {
    report: 'models',
    sql: `SELECT ARRAY[provider, model], used.figure, started_at, used.value
            FROM model_usage CROSS JOIN LATERAL (VALUES
              ('calls', 1), ('failures', (outcome <> 'answered')::int), ('inputTokens', input_tokens),
              ('outputTokens', output_tokens), ('costMicros', coalesce(cost_micros, 0))) AS used (figure, value)
           WHERE account_id = $1 AND started_at >= $2 AND started_at < $3`,
  },
  { report: 'orders', sql: ordersAt('created_at', "VALUES ('placed', 1), ('placedMinor', total_minor)") },
  { report: 'orders', sql: ordersAt('paid_at', "VALUES ('paid', 1), ('paidMinor', total_minor)") },
  {
    report: 'orders',
    sql: ordersAt(
      'settled_at',
      `SELECT payment_status, 1 UNION ALL SELECT 'refundedMinor', total_minor WHERE payment_status = 'refunded'`,
    ),
  },
  {
    report: 'opt-outs',
    sql: `SELECT detail, CASE kind WHEN 'opt-out' THEN 'optedOut' ELSE 'optedIn' END, at, 1
            FROM ${eventsOf('opt-out', 'opt-in')}`,
  },
];

/** Sends by the hour in which their provider was called, or in which they ended without a call. */
function sentIn(): string {
  return `(SELECT *, ${WENT} AS went_at FROM send
            WHERE account_id = $1 AND ${WENT} >= $2 AND ${WENT} < $3 AND state <> 'reserved') AS sent`;
}

function eventsOf(...kinds: string[]): string {
  const named = kinds.map((kind) => `'${kind}'`).join(', ');
  return `(SELECT * FROM analytics_event WHERE account_id = $1 AND at >= $2 AND at < $3
             AND kind IN (${named})) AS event`;
}

/**
 * A message is answered by the first thing that the bot says to the contact in the hour after it. Each contact's
 * messages and answers are gone through once, from the last to the first: an answer looked up for each message takes
 * the square of them, and where Postgres knows a table from when it was small, of everybody's.
 */
function responseTimes(): string {
  const wait = 'extract(epoch FROM answered_at - at)::float8 * 1000';
  return `
    SELECT ARRAY[channel],
           CASE WHEN answered_at < at + interval '1 hour' THEN width_bucket(${wait}, $4::float8[])::text
                ELSE '${UNANSWERED}' END, at, 1
      FROM (SELECT channel, at, said_at,
                   min(said_at) OVER (PARTITION BY contact_id, channel ORDER BY at DESC, said_at NULLS LAST
                                      ROWS UNBOUNDED PRECEDING) AS answered_at
              FROM (SELECT contact_id, channel, received_at AS at, NULL::timestamptz AS said_at
                      FROM inbound_message WHERE account_id = $1 AND received_at >= $2 AND received_at < $3
                     UNION ALL
                    SELECT contact_id, channel, dispatched_at, dispatched_at FROM send
                     WHERE account_id = $1 AND ${WENT} >= $2 AND ${WENT} < $3::timestamptz + interval '1 hour'
                       AND dispatched_at IS NOT NULL AND idempotency_key LIKE 'turn:%' AND state <> 'reserved'
                   ) AS either) AS backwards
     WHERE said_at IS NULL`;
}

/** An agent's conversation begins with a turn after a day without one; a handoff within a day is its end. */
function agentConversations(): string {
  return `
    SELECT ARRAY[first.detail[1]], what.figure, first.at, 1
      FROM ${eventsOf('agent-turn').replace('AS event', 'AS first')}
     CROSS JOIN LATERAL (SELECT 'conversations' AS figure UNION ALL SELECT 'handed-over' WHERE EXISTS (
       SELECT 1 FROM analytics_event handoff
        WHERE handoff.account_id = $1 AND handoff.subject = first.subject AND handoff.kind = 'handoff'
          AND handoff.detail[2] = 'agent' AND handoff.at >= first.at
          AND handoff.at < first.at + interval '24 hours')) AS what
     WHERE NOT EXISTS (
       SELECT 1 FROM analytics_event earlier
        WHERE earlier.account_id = $1 AND earlier.subject = first.subject AND earlier.kind = 'agent-turn'
          AND earlier.at > first.at - interval '24 hours' AND (earlier.at, earlier.id) < (first.at, first.id))`;
}

function ordersAt(column: string, figures: string): string {
  return `SELECT ARRAY[currency], what.figure, ${column}, what.value
            FROM orders CROSS JOIN LATERAL (${figures}) AS what (figure, value)
           WHERE account_id = $1 AND ${column} >= $2 AND ${column} < $3`;
}
