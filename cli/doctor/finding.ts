/** What one check came to. */
export interface Finding {
  /** What was looked at, such as `database`. */
  check: string;
  verdict: 'ok' | 'warn' | 'fail';
  says: string;
  /** What to do about it; null where all is well. */
  remedy: string | null;
}

/** A problem that somebody should know of, or that stops Hilo. */
type Trouble = Pick<Finding, 'says'> & { remedy: string };

export function fine(check: string, says: string): Finding {
  return { check, verdict: 'ok', says, remedy: null };
}

export function warning(check: string, trouble: Trouble): Finding {
  return { check, verdict: 'warn', ...trouble };
}

export function failure(check: string, trouble: Trouble): Finding {
  return { check, verdict: 'fail', ...trouble };
}

/** Why something was rejected, on one line. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
