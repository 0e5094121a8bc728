export interface LastLines {
  add(line: string): void;
  all(): readonly string[];
}

/** Remembers what a process wrote last, to explain why it did not start. */
export function createLastLines(limit: number): LastLines {
  const lines: string[] = [];
  return {
    add(line) {
      lines.push(line);
      if (lines.length > limit) lines.shift();
    },
    all: () => lines,
  };
}
