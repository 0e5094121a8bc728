/** The value below which so many percent of the values are; 0 of none. */
export function percentile(values: readonly number[], percent: number, digits = 0): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
  return Number(found.toFixed(digits));
}
