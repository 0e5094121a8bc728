import { Context } from '@temporalio/activity';

/** Often enough for a timeout of ten seconds. */
const EVERY_MS = 3_000;

/**
 * Tells Temporal all the while that this worker lives, so that work which may take long is taken up soon after its
 * worker died. It is no licence to act twice: whoever takes it up asks the ledger what was done.
 */
export async function stillAlive<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beating = setInterval(() => {
    context.heartbeat();
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
