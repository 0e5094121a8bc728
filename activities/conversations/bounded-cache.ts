/** Keeps the most recent results of a function of one text; the oldest are forgotten. */
export function createBoundedCache<T>(most: number, make: (key: string) => T): (key: string) => T {
  const kept = new Map<string, { value: T }>();
  return (key) => {
    const found = kept.get(key) ?? { value: make(key) };
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return found.value;
  };
}
