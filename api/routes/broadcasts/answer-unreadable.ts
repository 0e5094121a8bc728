import { UnreadableFile } from '../../csv/unreadable-file';
import { problem, type Problem } from '../../problems';

/** Turns what was thrown for a list into its answer; anything else is a bug and goes on. */
export function answerUnreadable(error: unknown): Problem {
  if (!(error instanceof UnreadableFile)) throw error;
  const { message, line, code } = error;
  const where = line === null ? '' : `Line ${line}: `;
  const errors = line === null ? undefined : [{ path: `line ${line}`, message }];
  return problem(code, `${where}${message} Nothing was changed.`, errors && { errors });
}
