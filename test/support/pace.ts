/** Calls `work` for 0 … count − 1, so many at a time. */
export async function inLanes(
  count: number,
  lanes: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Asks again and again until the answer is yes; an answer that fails counts as no. */
export async function until(condition: () => boolean | Promise<boolean>, everyMs = 200): Promise<void> {
  for (;;) {
    const done = await Promise.resolve()
      .then(condition)
      .catch(() => false);
    if (done) return;
    await new Promise((wake) => setTimeout(wake, everyMs));
  }
}
