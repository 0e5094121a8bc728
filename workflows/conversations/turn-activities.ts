import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ConversationsActivities } from '../../activities/conversations.activities';
import type { AgentActivities } from '../../activities/agent.activities';
import type { EndTurnInput, ToolCallInput, ToolCallRun } from '../../activities/agent/agent-event';
import type { TurnInput, TurnTaken } from '../../activities/conversations/turn-event';
import type { ConversationView } from './contract';

/** Less than a workflow task has, and more than a turn takes whose provider answers. */
const atOnce = proxyLocalActivities<ConversationsActivities & AgentActivities>({
  scheduleToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 1 },
});
const inTime = proxyActivities<ConversationsActivities & AgentActivities>({
  // Messages with files to upload, or every try of a call and the turn after it.
  startToCloseTimeout: '2 minutes',
  // How soon what a killed worker had begun is taken up again.
  heartbeatTimeout: '10 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
});

const tool = proxyActivities<AgentActivities>({
  startToCloseTimeout: '15 seconds',
  heartbeatTimeout: '10 seconds',
  // Five with the one at once.
  retry: { initialInterval: '500 milliseconds', maximumInterval: '5 seconds', maximumAttempts: 4 },
});

/** What is in the history before its turn begins, and so the same when a lost task begins it once more. */
const SURE = new Set<TurnInput['event']['kind']>(['messages', 'timer', 'look']);

/**
 * Takes a turn in the worker that runs the workflow, which costs the server one task instead of three. What cannot be
 * done in a moment, or fails, is an activity with all its retries: it finds what was written, and says the rest.
 */
export function performTurn(summary: string, input: TurnInput): Promise<TurnTaken> {
  const takeInTime = () => inTime.performTurn.executeWithOptions({ summary }, [input]);
  if (!SURE.has(input.event.kind)) return takeInTime();
  return atOnce.performTurn.executeWithOptions({ summary }, [input]).catch(takeInTime);
}

/**
 * Runs a tool that a model asked for, in the same ways: most of them read or write a few rows. One that ran and was
 * not heard of finds what it came to.
 */
export function runToolCall(summary: string, input: ToolCallInput): Promise<ToolCallRun> {
  return atOnce.runToolCall
    .executeWithOptions({ summary }, [input])
    .catch(() => tool.runToolCall.executeWithOptions({ summary }, [input]));
}

/**
 * Says what the turn of an agent came to, in the same ways. Its input is in the history too, but for a person who
 * takes over meanwhile: whoever wrote the end first is heard.
 */
export function endAgentTurn(summary: string, input: EndTurnInput): Promise<ConversationView | null> {
  return atOnce.endAgentTurn
    .executeWithOptions({ summary }, [input])
    .catch(() => inTime.endAgentTurn.executeWithOptions({ summary }, [input]));
}

/** Makes the call that a step asked for, and takes the turn that its answer leads to. */
export const { performCall } = inTime;
