import { setTimeout as sleep } from 'node:timers/promises';
import type { Demonstration, Demonstrations } from '../../db/repositories/demonstrations';
import { ApiUnreachable } from '../api/api-refusal';
import { makeBots, sayWhoWeAre, stockShop, watchForComplaints } from './fill-account';
import { beginProgram, sendBroadcast, talkToBots } from './fill-messages';
import type { Filling, Step } from './filling';

/** In this order: bots before those who talk to them, names before the program that shows them. */
const STEPS: readonly [string, Step][] = [
  ['business', sayWhoWeAre],
  ['alerts', watchForComplaints],
  ['shop', stockShop],
  ['bots', makeBots],
  ['broadcast', sendBroadcast],
  ['program', beginProgram],
  ['talks', talkToBots],
];

const AGAIN_MS = 1000;

/** Does what has not been done yet, through the API alone, and notes each step once it is whole. */
export async function fillDemonstration(
  { accountId, stepsDone }: Demonstration,
  filling: Filling,
  demonstrations: Demonstrations,
): Promise<void> {
  for (const [name, step] of STEPS.filter(([known]) => !stepsDone.includes(known))) {
    await untilReached(() => step(filling), filling.signal);
    await demonstrations.noteStep(accountId, name);
  }
}

/** An API that is away, as while it starts again, is waited for. */
export async function untilReached<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiUnreachable)) throw error;
      await sleep(AGAIN_MS, undefined, { signal });
    }
  }
}
