/**
 * Does every task, one after another, so that what one person wrote stays in order; a task that fails holds up no
 * other. Throws the first failure when all are done.
 */
export async function eachAlone(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const task of tasks) {
    try {
      await task();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
