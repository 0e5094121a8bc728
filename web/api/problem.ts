import type { components } from './schema';

/** What the API says when it refuses: RFC 9457, with a code and what to do about it. */
export type Problem = Omit<components['schemas']['Problem'], 'code'> & { code: string };

export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer at all: a server that is away, or a network. */
export function unreachable(): ProblemError {
  return new ProblemError({ ...nameless, title: '', detail: '', status: 0, code: 'unreachable' });
}

/** The problem in an answer; an answer that is none, as of a proxy, becomes one. */
export function problemOf(body: unknown, { status }: Response): Problem {
  if (isProblem(body)) return body;
  return { ...nameless, title: '', detail: `HTTP ${status}`, status, code: 'unreadable' };
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'unauthenticated';
}

const nameless = { type: 'about:blank', hint: '', requestId: '' };

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
