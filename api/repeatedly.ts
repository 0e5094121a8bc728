import type { Logger } from '../observability/logger';

export interface Repeated {
  work: () => Promise<void>;
  /** Milliseconds from the end of one turn to the next. */
  pauseMs: () => number;
  logger: Logger;
  /** What cannot be done, for the log. */
  failed: string;
}

/** Does the work again and again until it is stopped; a turn that fails is logged, and the next one comes. */
export function repeatedly({ work, pauseMs, logger, failed }: Repeated): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    running = work()
      .catch((err: unknown) => logger.warn({ err }, failed))
      .then(() => {
        if (!stopped) timer = setTimeout(next, pauseMs());
      });
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
