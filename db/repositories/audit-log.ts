import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Caller } from '../../domain/access/caller';

/** What somebody is about to do. */
export interface AuditEntry {
  actor: Pick<Caller, 'kind' | 'accountId' | 'id' | 'name'>;
  /** The operation, as the API's document calls it. */
  action: string;
  /** The ids it is about. */
  target: Readonly<Record<string, unknown>>;
  /** The names of what was given, never what it says. */
  fields: readonly string[];
  requestId: string;
}

/** What was, and what is now. */
export interface Change {
  before?: unknown;
  after?: unknown;
}

export interface AuditOutcome {
  /** As HTTP says it. */
  status: number;
  change?: Change | undefined;
}

export interface AuditRow {
  id: string;
  at: Date;
  actorKind: Caller['kind'];
  actorId: string;
  actorName: string;
  action: string;
  target: Record<string, unknown>;
  fields: string[];
  requestId: string;
  /** Null while it is being done, and for ever when the process died over it. */
  status: number | null;
  change: Change | null;
}

export interface AuditPage {
  before: string | null;
  count: number;
  action: string | null;
  actorId: string | null;
}

export type AuditLog = ReturnType<typeof createAuditLog>;

/** The log of privileged writes. The tables themselves refuse any change of what is in them. */
export function createAuditLog(db: DataSource) {
  return {
    /** Writes down what is about to be done; what cannot be written down must not be done. */
    async begin({ actor, action, target, fields, requestId }: AuditEntry): Promise<string> {
      const id = uuidv7();
      await db.query(
        `INSERT INTO audit_entry (id, account_id, actor_kind, actor_id, actor_name, action, target, fields, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, actor.accountId, actor.kind, actor.id, actor.name, action, target, fields, requestId],
      );
      return id;
    },

    /** Adds what came of it. */
    async end(accountId: string, entryId: string, { status, change }: AuditOutcome): Promise<void> {
      await db.query(
        'INSERT INTO audit_outcome (account_id, entry_id, status, change) VALUES ($1, $2, $3, $4)',
        [accountId, entryId, status, change ?? null],
      );
    },

    /** The newest first. */
    async list(accountId: string, page: AuditPage): Promise<AuditRow[]> {
      return db.query<AuditRow[]>(
        `SELECT entry.id, entry.at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName",
                action, target, fields, request_id AS "requestId", status, change
           FROM audit_entry entry
           LEFT JOIN audit_outcome outcome ON outcome.account_id = entry.account_id AND outcome.entry_id = entry.id
          WHERE entry.account_id = $1 AND ($2::uuid IS NULL OR entry.id < $2)
            AND ($3::text IS NULL OR action = $3) AND ($4::uuid IS NULL OR actor_id = $4)
          ORDER BY entry.id DESC LIMIT $5`,
        [accountId, page.before, page.action, page.actorId, page.count],
      );
    },
  };
}
