import type { AgentDeps } from './agent-deps';
import type { ToolCallInput, ToolCallRun } from './agent-event';
import { runTool, type ToolScope } from './agent-tool';
import { FINISH_TASK } from './finish-task';
import { readDialogue } from './read-dialogue';
import { briefingOf, placeOf, readTurn, toolsOf, type OpenTurn } from './read-turn';

/**
 * Runs one tool that a model asked for and keeps what it came to. Repeated, it finds the result; a tool that did
 * its work and died before that knows its call by the key.
 */
export async function runToolCall(deps: AgentDeps, { number, ...turn }: ToolCallInput): Promise<ToolCallRun> {
  const [open, asked] = await Promise.all([readTurn(deps, turn), deps.turns.call(placeOf(turn), number)]);
  // The conversation went on without it, or was deleted.
  if (!open || !asked) return { isError: true, endsTurn: true };
  const outcome = asked.outcome ?? (await runOnce(deps, open, { ...asked, number }));
  return { isError: outcome.isError, endsTurn: asked.call.name === FINISH_TASK && !outcome.isError };
}

type Call = NonNullable<Awaited<ReturnType<AgentDeps['turns']['call']>>>;

async function runOnce(deps: AgentDeps, open: OpenTurn, { number, call }: Call) {
  const [{ agent }, scope] = await Promise.all([briefingOf(deps, open), scopeOf(deps, open, number)]);
  const outcome = await runTool(toolsOf(deps.tools, agent.configuration, open.asked), scope, call);
  await deps.turns.keepOutcome(open.place, number, { outcome, at: new Date(scope.now) });
  return outcome;
}

async function scopeOf(deps: AgentDeps, open: OpenTurn, number: number): Promise<ToolScope> {
  const { accountId, contactId, id: dialogId, botId } = open.dialog;
  const { said, told } = await readDialogue(deps, open);
  const { turn, since } = open.asked;
  return {
    ...{ accountId, contactId, dialogId, botId },
    turn: since,
    callKey: `${dialogId}:${turn}:${number}`,
    ...{ said, told },
    now: await deps.conversations.clock(),
  };
}
