import { setTimeout as delay } from 'node:timers/promises';
import type { LastLines } from './last-lines';
import type { ServerProcess } from './server-process';

export interface ReadinessCheck {
  /** The server's name, for the error. */
  name: string;
  server: ServerProcess;
  timeoutMs: number;
  /** What the server wrote last, for the error. */
  lastLines: LastLines;
  isReady: () => Promise<boolean>;
}

/** The server was gone before it answered; starting it again may help. */
export class EndedEarly extends Error {}

/** Waits until the server answers; throws with its last words when it exits first or takes too long. */
export async function waitUntilReady(check: ReadinessCheck): Promise<void> {
  const deadline = Date.now() + check.timeoutMs;
  while (!(await check.isReady())) {
    if (check.server.hasExited())
      throw new EndedEarly(explain(check, `ended (${await check.server.exited})`));
    if (Date.now() > deadline) {
      await check.server.stop('SIGKILL', 0);
      throw new Error(explain(check, `did not answer within ${check.timeoutMs / 1000} s`));
    }
    await delay(50);
  }
}

function explain(check: ReadinessCheck, what: string): string {
  return [`${check.name} ${what}. Its last words:`, ...check.lastLines.all()].join('\n  ');
}
