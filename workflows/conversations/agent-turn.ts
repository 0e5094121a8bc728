import { ActivityFailure, CancellationScope, condition, proxyActivities } from '@temporalio/workflow';
import type { AgentActivities } from '../../activities/agent.activities';
import type { AgentTurnInput, ModelStepTaken, TurnCame } from '../../activities/agent/agent-event';
import { MOST_TOOL_CALLS, type AgentOutcome } from '../../domain/agent/turn-limits';
import type { ConversationInput, ConversationView } from './contract';
import { isTakenOver, type Thread } from './thread';
import { endAgentTurn, runToolCall } from './turn-activities';

const { takeModelStep } = proxyActivities<AgentActivities>({
  // Every model that an account has, one after the other, and what is read and written around them.
  startToCloseTimeout: '40 seconds',
  // How soon what a killed worker had begun is taken up again.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '5 seconds', maximumAttempts: 5 },
});

/**
 * One turn of the agent: a model says what to do, tools do it, and the model is asked again, until there is a text
 * for the contact. Every step and every tool is one line of the history; what they say stays in Postgres.
 */
export async function takeAgentTurn(
  { accountId, dialogId }: ConversationInput,
  thread: Thread,
  { turn, key }: { turn: string; key: string },
): Promise<ConversationView | null> {
  const of = { v: 1 as const, accountId, dialogId, turn, key };
  const came = await converse(of, thread).catch(brokenBy);
  if (came.kind === 'said') return came.view;
  const { outcome } = came;
  const summary = outcome === 'answered' ? 'say the answer' : `end the turn: ${outcome}`;
  return endAgentTurn(summary, { ...of, outcome });
}

async function converse(of: AgentTurnInput, thread: Thread): Promise<TurnCame> {
  let asked = 0;
  for (let step = 1; !isTakenOver(thread); step += 1) {
    const taken = await untilTakenOver(thread, () =>
      takeModelStep.executeWithOptions({ summary: `model step ${step}` }, [{ ...of, step }]),
    );
    if (taken.kind !== 'tools') return taken;
    asked += taken.calls.length;
    if (asked > MOST_TOOL_CALLS) return ended('too-many-tools');
    for (const { number, name } of taken.calls) {
      if (isTakenOver(thread)) return ended('stopped');
      const run = await runToolCall(`tool ${name}`, { ...of, number });
      if (run.endsTurn) return ended('answered');
    }
  }
  return ended('stopped');
}

/** A person who takes over, or a contact who wants silence, does not wait for a model. */
async function untilTakenOver(thread: Thread, ask: () => Promise<ModelStepTaken>): Promise<ModelStepTaken> {
  const scope = new CancellationScope();
  const step = scope.run(ask);
  await Promise.race([step, condition(() => isTakenOver(thread))]);
  if (!isTakenOver(thread)) return step;
  scope.cancel();
  await step.catch(() => undefined);
  return ended('stopped');
}

/** What keeps failing must not leave the contact without a word. */
function brokenBy(error: unknown): TurnCame {
  if (error instanceof ActivityFailure) return ended('broken');
  throw error;
}

function ended(outcome: AgentOutcome) {
  return { kind: 'ended' as const, outcome };
}
