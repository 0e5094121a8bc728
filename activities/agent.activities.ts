import { Context } from '@temporalio/activity';
import type { AgentDeps } from './agent/agent-deps';
import type { EndTurnInput, ModelStepInput, ToolCallInput } from './agent/agent-event';
import { endAgentTurn } from './agent/end-agent-turn';
import { runToolCall } from './agent/run-tool-call';
import { stepOfTurn } from './agent/step-of-turn';
import { stillAlive } from './still-alive';

export type AgentActivities = ReturnType<typeof createAgentActivities>;

/** What conversation workflows have done for their agents; every activity may run more than once. */
export function createAgentActivities(deps: AgentDeps) {
  return {
    takeModelStep: (input: ModelStepInput) =>
      stillAlive(() => stepOfTurn(deps, input, Context.current().cancellationSignal)),
    runToolCall: (input: ToolCallInput) => stillAlive(() => runToolCall(deps, input)),
    endAgentTurn: (input: EndTurnInput) => stillAlive(() => endAgentTurn(deps, input)),
  };
}
