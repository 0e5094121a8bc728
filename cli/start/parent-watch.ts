const LOOK_EVERY_MS = 500;

/** Calls back once when the process that started this one is gone: npm's shell dies without passing signals on. */
export function watchParent(onGone: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
