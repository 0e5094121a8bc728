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

/** How long nothing may happen before it is given up. */
export const PATIENCE_MS = 120_000;
/** Characters of what was seen. */
const MOST_TOLD = 1000;

/** Something that is waited for in real time. */
export interface Wait<State> {
  /** Ends the sentence "Waited in vain for …". */
  for: string;
  /** What is the case now, in few words or numbers: it is compared, and told when the wait is in vain. */
  look: () => State | Promise<State>;
  is: (state: State) => boolean;
  everyMs?: number;
  /** How long nothing may change before it is given up. */
  patienceMs?: number;
}

/**
 * Looks again and again until what it sees is what is waited for, and gives it; a look that fails is no. Throws, with
 * what it saw last, once that has stayed the same for too long.
 */
export async function until<State>(wait: Wait<State>): Promise<State> {
  const { everyMs = 200, patienceMs = PATIENCE_MS } = wait;
  let seen = '';
  let since = performance.now();
  for (;;) {
    const looked = await lookOnce(wait);
    if (looked.is) return looked.state;
    if (looked.seen !== seen) [seen, since] = [looked.seen, performance.now()];
    if (performance.now() - since > patienceMs) throw inVain(wait.for, seen, patienceMs);
    await new Promise((wake) => setTimeout(wake, everyMs));
  }
}

async function lookOnce<State>({ look, is }: Wait<State>) {
  try {
    const state = await look();
    return is(state) ? { is: true as const, state } : { is: false as const, seen: JSON.stringify(state) };
  } catch (error) {
    return { is: false as const, seen: String(error) };
  }
}

function inVain(what: string, seen: string, patienceMs: number): Error {
  return new Error(
    `Waited in vain for ${what}: for ${patienceMs / 1000} s it has been ${seen.slice(0, MOST_TOLD)}`,
  );
}
