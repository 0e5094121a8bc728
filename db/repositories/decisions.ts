import type { DataSource } from 'typeorm';
import type { SendState } from '../../domain/messaging/send';
import { returnedRows } from './send-mapping';

/** One line of an enrollment's decision log, as read back. */
export interface DecisionLine {
  id: string;
  enrollmentId: string;
  localDate: string | null;
  decidedAt: Date;
  kind: string;
  outcome: string;
  session: number | null;
  day: number | null;
  attempt: number | null;
  line: string;
  sendId: string | null;
  sendState: SendState | null;
}

export type Decisions = ReturnType<typeof createDecisions>;

const COLUMNS = `decision.id, decision.enrollment_id AS "enrollmentId",
  to_char(decision.local_date, 'YYYY-MM-DD') AS "localDate", decision.decided_at AS "decidedAt",
  decision.kind, decision.outcome, decision.session, decision.day, decision.attempt, decision.line,
  decision.send_id AS "sendId", send.state AS "sendState"`;

/** The decision log: why each contact did, or did not, get a message on each day. */
export function createDecisions(db: DataSource) {
  return {
    /** The newest lines of one enrollment, oldest first. */
    async ofEnrollment(accountId: string, enrollmentId: string, limit: number): Promise<DecisionLine[]> {
      return returnedRows<DecisionLine>(
        await db.query(
          `SELECT * FROM (SELECT ${COLUMNS} FROM enrollment_decision decision
             LEFT JOIN send ON send.id = decision.send_id
             WHERE decision.account_id = $1 AND decision.enrollment_id = $2
             ORDER BY decision.decided_at DESC, decision.id DESC LIMIT $3) newest
           ORDER BY "decidedAt", id`,
          [accountId, enrollmentId, limit],
        ),
      );
    },
  };
}
