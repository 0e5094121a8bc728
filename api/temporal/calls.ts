import type { Client } from '@temporalio/client';
import { declinedBy, type Declined } from './answers';
import type { NotRunning, Signalled, Unavailable } from './ports';

/** A signal or a start is answered by the server alone; an update needs a worker as well. */
const SERVER_MS = 3_000;
const WORKER_MS = 10_000;

type Call<T> = () => Promise<T>;

/** Calls of Temporal, each within its time. What a call may be answered with is its type; anything else throws. */
export function createCalls({ connection }: Client) {
  const within = async <T, K extends Declined['kind']>(ms: number, call: Call<T>, may: readonly K[]) => {
    try {
      return { kind: 'done' as const, value: await connection.withDeadline(Date.now() + ms, call) };
    } catch (error) {
      const declined = declinedBy(error);
      if (isOneOf(declined, may)) return declined;
      throw error;
    }
  };
  return {
    /** Starts a workflow; one that runs already counts as started. */
    async start(call: Call<unknown>): Promise<{ kind: 'started' } | Unavailable> {
      const answer = await within(SERVER_MS, call, ['unavailable']);
      return answer.kind === 'done' ? { kind: 'started' } : answer;
    },

    /** Signals a workflow that may have ended. */
    async signal(call: Call<unknown>, ms = SERVER_MS): Promise<Signalled> {
      const answer = await within(ms, call, ['not-running', 'unavailable']);
      return answer.kind === 'done' ? { kind: 'signalled' } : answer;
    },

    /** Signals a workflow, and starts it where none runs. */
    async signalWithStart(call: Call<unknown>): Promise<{ kind: 'signalled' } | Unavailable> {
      const answer = await within(SERVER_MS, call, ['unavailable']);
      return answer.kind === 'done' ? { kind: 'signalled' } : answer;
    },

    /** Asks a workflow that may have ended; it may refuse. */
    async update<View>(call: Call<View>): Promise<{ kind: 'updated'; view: View } | Declined> {
      const answer = await within(WORKER_MS, call, ['not-running', 'refused', 'unavailable']);
      return answer.kind === 'done' ? { kind: 'updated', view: answer.value } : answer;
    },

    /** Asks a workflow, which is started where none runs; it may refuse. */
    async updateWithStart<View>(
      call: Call<View>,
      ms = WORKER_MS,
    ): Promise<{ kind: 'updated'; view: View } | Exclude<Declined, NotRunning>> {
      const answer = await within(ms, call, ['refused', 'unavailable']);
      return answer.kind === 'done' ? { kind: 'updated', view: answer.value } : answer;
    },
  };
}

function isOneOf<K extends Declined['kind']>(
  declined: Declined,
  kinds: readonly K[],
): declined is Extract<Declined, { kind: K }> {
  return kinds.some((kind) => kind === declined.kind);
}
