import type { ProblemCode } from '../problems';

/** Why a file as a whole cannot be taken, and what to do; thrown while it is read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  /** Counts from 1; null where no line is to blame. */
  readonly line: number | null;
  readonly code: ProblemCode;

  constructor(message: string, line: number | null = null, code: ProblemCode = 'invalid_request') {
    super(message);
    this.line = line;
    this.code = code;
  }
}
