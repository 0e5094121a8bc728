import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';

/**
 * Postgres' own codes: connections (08), deadlocks and serialization (40), full disks and too many clients (53), lock
 * timeouts, shutdowns, statements that took too long (57), its files (58), and a server that only reads meanwhile.
 */
const OF_POSTGRES = /^(?:(?:08|40|53|57|58)[0-9A-Z]{3}|55P03|25006)$/;
/** Codes of the system and of Node's own client for HTTP. */
const OF_SYSTEM =
  /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|ENOSPC|EDQUOT|E[MN]FILE|UND_ERR_\w+)$/;
/** What the client of Postgres says without a code, when its connection is lost or closed. */
const OF_CONNECTION =
  /^(?:Connection terminated|timeout (?:exceeded when trying to connect|expired)|Client (?:was closed|has encountered)|Cannot use a pool after|Driver not Connected|Query read timeout)/;
/** Names of what MongoDB's client says while a store of transcripts there is away, and of calls that were given up. */
const BY_NAME =
  /^(?:AbortError|TimeoutError|Mongo(?:ose)?(?:Network(?:Timeout)?|ServerSelection|NotConnected|(?:Topology|Client|Server)Closed|PoolCleared(?:OnNetwork)?|WaitQueueTimeout|OperationTimeout|StalePrimary)Error)$/;
const DEEPEST = 5;

/**
 * Whether a failure is of what Hilo stands on, or only asks to wait, and says nothing of the message at hand: such a
 * failure is never counted against it.
 */
export function isOutage(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; depth < DEEPEST && cause instanceof Error; depth += 1) {
    if (saysOutage(cause)) return true;
    cause = 'driverError' in cause ? cause.driverError : cause.cause;
  }
  return false;
}

function saysOutage(error: Error): boolean {
  if (error instanceof CancelledFailure) return true;
  if (error instanceof ApplicationFailure) return error.category === ApplicationFailureCategory.BENIGN;
  if (BY_NAME.test(error.name)) return true;
  const code = codeOf(error) ?? '';
  return OF_POSTGRES.test(code) || OF_SYSTEM.test(code) || OF_CONNECTION.test(error.message);
}

/** A failure by its kind and code: its words may hold what a person wrote. */
export function kindOfFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = codeOf(error);
  return code !== null && /^\w{1,40}$/.test(code) ? `${error.name} ${code}` : error.name;
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
