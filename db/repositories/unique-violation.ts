import { QueryFailedError } from 'typeorm';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';
const EXCLUSION_VIOLATION = '23P01';

/** Whether a statement failed because another row has what this constraint wants unique. */
export function violatesUnique(error: unknown, constraint: string): boolean {
  return violates(error, UNIQUE_VIOLATION, constraint);
}

/** Whether a statement failed because another row takes some of what this constraint wants for one alone. */
export function violatesExclusion(error: unknown, constraint: string): boolean {
  return violates(error, EXCLUSION_VIOLATION, constraint);
}

function violates(error: unknown, code: string, constraint: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as { code?: unknown; constraint?: unknown };
  return cause.code === code && cause.constraint === constraint;
}
