const MARK = '/* prepared */ ';

/**
 * Marks a statement that every turn or every request runs: a connection has Postgres parse it once, and plan it once in
 * some seconds, and not each time.
 */
export function prepared(statement: string): string {
  return `${MARK}${statement}`;
}

export function isPrepared(statement: string): boolean {
  return statement.startsWith(MARK);
}
