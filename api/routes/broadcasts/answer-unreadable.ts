import { problem, type Problem, type ProblemCode } from '../../problems';

/** Why a list as a whole cannot be taken; thrown while it is read, and answered as a problem. */
export class UnreadableList extends Error {
  override readonly name = 'UnreadableList';
  /** Counts from 1; null where no line is to blame. */
  readonly line: number | null;
  readonly code: ProblemCode;

  constructor(message: string, line: number | null = null, code: ProblemCode = 'invalid_request') {
    super(message);
    this.line = line;
    this.code = code;
  }
}

/** Turns what was thrown for a list into its answer; anything else is a bug and goes on. */
export function answerUnreadable(error: unknown): Problem {
  if (!(error instanceof UnreadableList)) throw error;
  const { message, line, code } = error;
  const where = line === null ? '' : `Line ${line}: `;
  const errors = line === null ? undefined : [{ path: `line ${line}`, message }];
  return problem(code, `${where}${message} Nothing was changed.`, errors && { errors });
}
