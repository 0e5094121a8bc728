import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../api/api-client';
import { progressLine, type ProgressLine } from '../terminal/progress-bar';
import { durationText, timeText } from '../terminal/times';
import { getBroadcast, type Broadcast } from './find-broadcast';

const LOOK_EVERY_MS = 500;
/** The rate is that of the last so many looks. */
const RATE_LOOKS = 10;

interface Look {
  at: number;
  done: number;
}

/** Follows a broadcast on a bar, with its rate and when it will be done, until it ends or is paused. */
export async function watchBroadcast(
  api: ApiClient,
  id: string,
  bar: ProgressLine = progressLine(),
): Promise<Broadcast> {
  const looks: Look[] = [];
  try {
    for (;;) {
      const broadcast = await getBroadcast(api, id);
      const { progress, state } = broadcast;
      const done = progress.total - progress.pending;
      looks.push({ at: Date.now(), done });
      if (looks.length > RATE_LOOKS) looks.shift();
      const { waitingUntil } = broadcast;
      const { pending, total } = progress;
      const label =
        waitingUntil === null ? paceText(state, looks, pending) : `Waiting until ${timeText(waitingUntil)}`;
      bar.show(label, { done, total });
      if (isAtRest(broadcast)) return broadcast;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    bar.end();
  }
}

function isAtRest({ state, progress }: Broadcast): boolean {
  // The provider's answers to the last messages may come after the end.
  if (state === 'completed' || state === 'cancelled') return progress.pending === 0;
  return state === 'paused';
}

/** `Running, 4,120/s, done in 12 s`. */
export function paceText(state: string, looks: readonly Look[], pending: number): string {
  const name = `${state.charAt(0).toUpperCase()}${state.slice(1)}`;
  const [first] = looks;
  const last = looks.at(-1);
  const seconds = first && last ? (last.at - first.at) / 1000 : 0;
  const perSecond = first && last && seconds > 0 ? (last.done - first.done) / seconds : 0;
  if (state !== 'running' || perSecond <= 0) return name;
  const rate = perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en');
  return `${name}, ${rate}/s, done in ${durationText((pending / perSecond) * 1000)}`;
}
