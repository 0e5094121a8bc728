import type { AgentDeps } from './agent-deps';
import type { ModelStepInput, ModelStepTaken } from './agent-event';
import { endAgentTurn } from './end-agent-turn';
import { takeModelStep } from './take-model-step';

/**
 * One step of a turn. The contact hears what the last one came to from here, and not after one more task of the
 * workflow; where that fails, the workflow sees to it with all its retries.
 */
export async function stepOfTurn(
  deps: AgentDeps,
  input: ModelStepInput,
  signal: AbortSignal,
): Promise<ModelStepTaken> {
  const taken = await takeModelStep(deps, input, signal);
  // A person has taken over, and the workflow knows it better.
  if (taken.kind !== 'ended' || signal.aborted) return taken;
  const { outcome } = taken;
  try {
    return { kind: 'said', outcome, view: await endAgentTurn(deps, { ...input, outcome }) };
  } catch {
    return taken;
  }
}
