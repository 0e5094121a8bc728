import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { OperatorCaller } from '../../domain/access/caller';
import type { Role } from '../../domain/access/roles';
import { freshToken, hashToken } from '../secrets/opaque-token';
import { returnedRows } from './send-mapping';
import type { Operator } from './operators';

type Whose = Pick<Operator, 'accountId' | 'id'>;

/** What came of a refresh token: one that comes a second time ends everything that came of its sign-in. */
export type Refreshed =
  | { kind: 'refreshed'; caller: OperatorCaller; refreshToken: string }
  | { kind: 'reused'; operator: { accountId: string; id: string; login: string } }
  | { kind: 'unknown' };

export type OperatorSessions = ReturnType<typeof createOperatorSessions>;

const HOUR_MS = 3_600_000;
/** Without use a session ends after `idle`, and after `longest` in any case. */
const LIVES = {
  tokens: { idle: 7 * 24 * HOUR_MS, longest: 30 * 24 * HOUR_MS },
  cookie: { idle: 12 * HOUR_MS, longest: 7 * 24 * HOUR_MS },
};
/** The use of a session is noted at most so often. */
const NOTED_EVERY_MS = 60_000;

interface SessionRow {
  accountId: string;
  operatorId: string;
  sessionId: string;
  login: string;
  role: Role;
  isSuperAdmin: boolean;
  createdAt: Date;
  usedAt: Date;
  isCookie: boolean;
}

const LIVE = `SELECT session.account_id AS "accountId", session.operator_id AS "operatorId",
    session.id AS "sessionId", operator.login, operator.role, operator.is_super_admin AS "isSuperAdmin",
    session.created_at AS "createdAt", session.used_at AS "usedAt", session.cookie_hash IS NOT NULL AS "isCookie"
  FROM operator_session session
  JOIN operator ON operator.account_id = session.account_id AND operator.id = session.operator_id
 WHERE operator.removed_at IS NULL AND session.revoked_at IS NULL`;

/** Sign-ins of operators. Tokens and cookies are stored as SHA-256 only; what a role may is asked at each request. */
export function createOperatorSessions(db: DataSource) {
  const open = async (tx: DataSource | EntityManager, whose: Whose, made: Made) => {
    const { kind, cookieHash, now } = made;
    const id = uuidv7();
    await tx.query(
      `INSERT INTO operator_session (id, account_id, operator_id, cookie_hash, created_at, used_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6)`,
      [id, whose.accountId, whose.id, cookieHash, now, new Date(now.getTime() + LIVES[kind].idle)],
    );
    return id;
  };
  return {
    /** A session that a cookie stands for; gives the cookie's value. */
    async openForCookie(whose: Whose, now: Date): Promise<string> {
      const { token, hash } = freshToken();
      await open(db, whose, { kind: 'cookie', cookieHash: hash, now });
      return token;
    },

    /** A session that a chain of refresh tokens stands for; gives its first. */
    async openForTokens(whose: Whose, now: Date): Promise<{ sessionId: string; refreshToken: string }> {
      return db.transaction(async (tx) => {
        const sessionId = await open(tx, whose, { kind: 'tokens', cookieHash: null, now });
        return { sessionId, refreshToken: await addRefreshToken(tx, whose.accountId, { sessionId, now }) };
      });
    },

    /** Who is signed in by this cookie; null when nobody is. */
    async findByCookie(cookie: string, now: Date): Promise<OperatorCaller | null> {
      const [row] = await db.query<SessionRow[]>(
        `${LIVE} AND session.cookie_hash = $1 AND session.expires_at > $2`,
        [hashToken(cookie), now],
      );
      if (!row) return null;
      await prolong(db, row, now);
      return callerOf(row);
    },

    /** Who is signed in by this session, which an access token names; null once it has ended. */
    async find(operatorId: string, sessionId: string, now: Date): Promise<OperatorCaller | null> {
      const [row] = await db.query<SessionRow[]>(
        `${LIVE} AND session.operator_id = $1 AND session.id = $2 AND session.expires_at > $3
          AND session.cookie_hash IS NULL`,
        [operatorId, sessionId, now],
      );
      return row ? callerOf(row) : null;
    },

    /** Uses a refresh token up, for the next one. */
    async refresh(refreshToken: string, now: Date): Promise<Refreshed> {
      return db.transaction(async (tx) => {
        const hash = hashToken(refreshToken);
        const [token] = await tx.query<{ account_id: string; session_id: string; used_at: Date | null }[]>(
          'SELECT account_id, session_id, used_at FROM refresh_token WHERE token_hash = $1 FOR UPDATE',
          [hash],
        );
        if (!token) return { kind: 'unknown' };
        const { account_id: accountId, session_id: sessionId } = token;
        if (token.used_at !== null) return endReused(tx, accountId, sessionId);
        const [row] = await tx.query<SessionRow[]>(
          `${LIVE} AND session.account_id = $1 AND session.id = $2 AND session.expires_at > $3`,
          [accountId, sessionId, now],
        );
        if (!row) return { kind: 'unknown' };
        await tx.query('UPDATE refresh_token SET used_at = $2 WHERE token_hash = $1', [hash, now]);
        await prolong(tx, row, now);
        const next = await addRefreshToken(tx, accountId, { sessionId, now });
        return { kind: 'refreshed', caller: callerOf(row), refreshToken: next };
      });
    },

    /** Ends one session. */
    async revoke(accountId: string, sessionId: string, because: string): Promise<void> {
      await db.query(
        `UPDATE operator_session SET revoked_at = now(), revoked_because = $3
          WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL`,
        [accountId, sessionId, because],
      );
    },

    /** Ends every session of an operator but the one that asks. */
    async revokeAll(whose: Whose, because: string, except: string | null = null): Promise<void> {
      await db.query(
        `UPDATE operator_session SET revoked_at = now(), revoked_because = $3
          WHERE account_id = $1 AND operator_id = $2 AND revoked_at IS NULL AND ($4::uuid IS NULL OR id <> $4)`,
        [whose.accountId, whose.id, because, except],
      );
    },
  };
}

interface Made {
  kind: keyof typeof LIVES;
  cookieHash: Buffer | null;
  now: Date;
}

async function addRefreshToken(
  tx: EntityManager,
  accountId: string,
  { sessionId, now }: { sessionId: string; now: Date },
): Promise<string> {
  const { token, hash } = freshToken();
  await tx.query(
    'INSERT INTO refresh_token (token_hash, account_id, session_id, created_at) VALUES ($1, $2, $3, $4)',
    [hash, accountId, sessionId, now],
  );
  return token;
}

async function endReused(tx: EntityManager, accountId: string, sessionId: string): Promise<Refreshed> {
  const [operator] = returnedRows<{ accountId: string; id: string; login: string }>(
    await tx.query(
      `UPDATE operator_session session SET revoked_at = coalesce(session.revoked_at, now()),
              revoked_because = coalesce(session.revoked_because, 'a refresh token came twice')
         FROM operator
        WHERE session.account_id = $1 AND session.id = $2
          AND operator.account_id = $1 AND operator.id = session.operator_id
       RETURNING operator.account_id AS "accountId", operator.id, operator.login`,
      [accountId, sessionId],
    ),
  );
  return operator ? { kind: 'reused', operator } : { kind: 'unknown' };
}

async function prolong(tx: DataSource | EntityManager, row: SessionRow, now: Date): Promise<void> {
  if (now.getTime() - row.usedAt.getTime() < NOTED_EVERY_MS) return;
  const { idle, longest } = LIVES[row.isCookie ? 'cookie' : 'tokens'];
  const until = Math.min(now.getTime() + idle, row.createdAt.getTime() + longest);
  await tx.query(
    'UPDATE operator_session SET used_at = $3, expires_at = $4 WHERE account_id = $1 AND id = $2',
    [row.accountId, row.sessionId, now, new Date(until)],
  );
}

function callerOf({
  accountId,
  operatorId,
  sessionId,
  login,
  role,
  isSuperAdmin,
}: SessionRow): OperatorCaller {
  return { kind: 'operator', accountId, id: operatorId, name: login, role, isSuperAdmin, sessionId };
}
