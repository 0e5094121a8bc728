const MARK = '/* prepared */ ';
const BRIEF_MARK = '/* prepared briefly */ ';

/**
 * Marks a statement that every turn or every request runs: a connection has Postgres parse and plan it once, and not
 * each time. Not for what is read of tables that grow by the thousand within a minute (sends, recipients): a plan that
 * was made while they were small would be kept.
 */
export function prepared(statement: string): string {
  return `${MARK}${statement}`;
}

/** The same for what is read of tables that a list or a rush fills: a plan is made anew after seconds. */
export function preparedBriefly(statement: string): string {
  return `${BRIEF_MARK}${statement}`;
}

export function isPrepared(statement: string): boolean {
  return statement.startsWith(MARK) || isPreparedBriefly(statement);
}

export function isPreparedBriefly(statement: string): boolean {
  return statement.startsWith(BRIEF_MARK);
}
