/** A place in a sequence of pseudo-random numbers; the same seed always gives the same sequence. */
export interface SeededRandom {
  readonly state: number;
}

/** The start of the sequence of a seed. */
export function seededRandom(seed: number): SeededRandom {
  return { state: seed >>> 0 };
}

/** A number from 0 up to 1 and the place after it: mulberry32, for simulations and nothing secret. */
export function nextRandom(random: SeededRandom): { value: number; random: SeededRandom } {
  const state = (random.state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return { value: ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296, random: { state } };
}
