import type { EpochMs } from '../time/moments';

/** How much a sender was slowed by its provider: a share of its full rate at a moment. */
export interface SenderPace {
  slowedTo: number;
  /** Null for a sender that was never asked to slow down. */
  slowedAt: EpochMs | null;
}

/** From a tenth of the rate back to all of it. */
export const RECOVERY_MS = 30_000;
const LEAST = 0.1;
const EACH_TIME = 0.7;
/** Many refusals of one moment are one request to slow down. */
const ONE_MOMENT_MS = 1_000;

/** The share of its full rate that a sender may use now; it grows back by itself. */
export function paceAt({ slowedTo, slowedAt }: SenderPace, now: EpochMs): number {
  if (slowedAt === null) return 1;
  const recovered = ((1 - LEAST) * Math.max(0, now - slowedAt)) / RECOVERY_MS;
  return Math.min(1, slowedTo + recovered);
}

/** The pace after the provider asked to slow down. */
export function slowedDown(pace: SenderPace, now: EpochMs): SenderPace {
  if (pace.slowedAt !== null && now - pace.slowedAt < ONE_MOMENT_MS) return pace;
  return { slowedTo: Math.max(LEAST, paceAt(pace, now) * EACH_TIME), slowedAt: now };
}
