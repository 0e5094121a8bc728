const MARK = '/* prepared */ ';

/**
 * Marks a statement that every turn or every request runs: a connection has Postgres parse and plan it once, and not
 * each time. Not for what is read of tables that grow by the thousand within a minute (sends, recipients): a plan that
 * was made while they were small would be kept.
 */
export function prepared(statement: string): string {
  return `${MARK}${statement}`;
}

export function isPrepared(statement: string): boolean {
  return statement.startsWith(MARK);
}
