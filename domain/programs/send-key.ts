import type { Position } from './enrollment';

/** The ledger's key of one attempt of one day, `enrollment:{id}:s2d3:a1`: what makes it happen at most once. */
export function dayAttemptKey(enrollmentId: string, at: Position, attempt: number): string {
  return `enrollment:${enrollmentId}:s${String(at.session)}d${String(at.day)}:a${String(attempt)}`;
}
