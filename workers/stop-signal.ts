/** Resolves when the process is asked to end: by a signal, or because the one that started it is gone. */
export function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal);
      });
    }
    process.once('disconnect', () => {
      resolve('its parent ended');
    });
  });
}
