import type { Broadcast } from '../../../domain/broadcasts/broadcast';
import type { EpochMs } from '../../../domain/time/moments';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { refuseTemplate } from '../whatsapp/refuse-template';
import type { BroadcastAction, BroadcastUpdated } from '../../temporal/ports';

/** Whose broadcast, and which. */
export interface BroadcastOfAccount {
  accountId: string;
  broadcastId: string;
}

export type OperatedBroadcast = { kind: 'done'; broadcast: Broadcast } | Problem;

/** An update that was not answered in time may have been taken all the same. */
const LATE = 'Temporal or its workers did not answer in time: read the broadcast before asking again.';
/** Those that a workflow is under way for. */
const UNDER_WAY = ['scheduled', 'running', 'waiting', 'paused'];

/** Starts a draft, at once or at a time. One that is under way already is refused. */
export async function startBroadcast(
  of: BroadcastOfAccount,
  startAt: EpochMs | null,
  deps: ApiDeps,
): Promise<OperatedBroadcast> {
  const broadcast = await deps.broadcasts.get(of.accountId, of.broadcastId);
  if (!broadcast) return notFound('broadcast');
  if (broadcast.state !== 'draft') return problem('conflict', notStartable(broadcast));
  if (broadcast.total === 0) {
    return problem('conflict', 'Every row of the list was refused: nobody is left to write to.');
  }
  const refusal = await refuseTemplate(broadcast, broadcast.content, deps);
  if (refusal) return refusal;
  const answer = await deps.broadcastStarter.start(of, { startAt });
  if (answer.kind === 'unavailable') {
    return problem(
      'unavailable',
      'Temporal cannot be reached: the broadcast stays a draft. Start it again later.',
    );
  }
  return current(of, deps);
}

/** Asks the running workflow, which alone decides. */
export async function operateBroadcast(
  of: BroadcastOfAccount,
  action: BroadcastAction,
  deps: ApiDeps,
): Promise<OperatedBroadcast> {
  const broadcast = await deps.broadcasts.get(of.accountId, of.broadcastId);
  if (!broadcast) return notFound('broadcast');
  if (action.kind === 'rate' && broadcast.state === 'draft') return changeDraft(of, action, deps);
  if (!UNDER_WAY.includes(broadcast.state)) return problem('conflict', notUnderWay(broadcast));
  const answer = await deps.broadcastStarter.update(of, action);
  return answered(of, answer, deps);
}

/** A draft has no workflow to ask; one that was started a moment ago has. */
async function changeDraft(
  of: BroadcastOfAccount,
  action: Extract<BroadcastAction, { kind: 'rate' }>,
  deps: ApiDeps,
): Promise<OperatedBroadcast> {
  const to = { ratePerSecond: action.ratePerSecond };
  const changed = await deps.broadcasts.change(of.accountId, of.broadcastId, { from: ['draft'], to });
  if (changed) return { kind: 'done', broadcast: changed };
  return answered(of, await deps.broadcastStarter.update(of, action), deps);
}

/** Puts what was refused in line again, for all reasons or for some; takes up a finished broadcast. */
export async function retryFailed(
  of: BroadcastOfAccount,
  codes: string[] | null,
  deps: ApiDeps,
): Promise<OperatedBroadcast> {
  const broadcast = await deps.broadcasts.get(of.accountId, of.broadcastId);
  if (!broadcast) return notFound('broadcast');
  if (broadcast.state === 'cancelled' || broadcast.startedAt === null) {
    return problem('conflict', `The broadcast is ${broadcast.state}: there is nothing to send again.`);
  }
  const failures = await deps.broadcastRecipients.failures(of);
  const count = failures
    .filter(({ code }) => codes === null || codes.includes(code))
    .reduce((sum, group) => sum + group.count, 0);
  if (count === 0) return problem('conflict', 'No send was refused for these reasons: see /failures.');
  const answer = await deps.broadcastStarter.retryFailed(of, codes);
  return answer.kind === 'started' ? current(of, deps) : answered(of, answer, deps);
}

async function answered(
  of: BroadcastOfAccount,
  answer: BroadcastUpdated,
  deps: ApiDeps,
): Promise<OperatedBroadcast> {
  switch (answer.kind) {
    case 'updated':
      return current(of, deps);
    case 'refused':
      return problem('conflict', answer.refusal);
    case 'not-running': {
      const found = await deps.broadcasts.get(of.accountId, of.broadcastId);
      return found ? problem('conflict', notUnderWay(found)) : notFound('broadcast');
    }
    case 'unavailable':
      return problem('unavailable', LATE);
  }
}

async function current(of: BroadcastOfAccount, { broadcasts }: ApiDeps): Promise<OperatedBroadcast> {
  const broadcast = await broadcasts.get(of.accountId, of.broadcastId);
  return broadcast ? { kind: 'done', broadcast } : notFound('broadcast');
}

function notStartable({ state }: Broadcast): string {
  if (state === 'importing') return 'The list is still being read: try again in a moment.';
  return `The broadcast is ${state}: only a draft can be started.`;
}

function notUnderWay({ state }: Broadcast): string {
  if (state === 'draft' || state === 'importing') return `The broadcast is ${state}: start it first.`;
  return `The broadcast is ${state}: there is nothing left to change.`;
}
