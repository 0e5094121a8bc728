export interface StopSignals {
  /** Aborted by the first Ctrl-C, SIGTERM, hang-up or `request()`. */
  first: AbortSignal;
  /** Asks for an orderly stop, as a first Ctrl-C does. */
  request(): void;
}

/**
 * One Ctrl-C often arrives twice, from the terminal and from npm; only a signal this much later is a second one.
 */
const SAME_CTRL_C_MS = 500;

/** Turns the first stop signal into an abort and calls `onForce` for the next. */
export function listenForStop(onForce: () => void): StopSignals {
  const controller = new AbortController();
  let firstAt = 0;
  const onSignal = () => {
    const now = Date.now();
    if (!controller.signal.aborted) {
      firstAt = now;
      controller.abort();
    } else if (now - firstAt > SAME_CTRL_C_MS) {
      onForce();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return { first: controller.signal, request: () => controller.abort() };
}
