import type { ListedTurn } from '../../../db/repositories/agent-turn-lists';
import type { PublishedAgent } from '../../../db/repositories/agent-versions';
import { FAILURES_BEFORE_HANDOFF, MODEL_MS_A_TURN, MOST_TOOL_CALLS } from '../../../domain/agent/turn-limits';

export function presentAgent({ version, publishedAt, configuration }: PublishedAgent) {
  return {
    version,
    publishedAt: publishedAt?.toISOString() ?? null,
    configuration: {
      ...configuration,
      facts: [...configuration.facts],
      tools: configuration.tools && [...configuration.tools],
    },
    limits: {
      toolCallsPerTurn: MOST_TOOL_CALLS,
      modelSecondsPerTurn: MODEL_MS_A_TURN / 1000,
      failuresBeforeHandoff: FAILURES_BEFORE_HANDOFF,
    },
  };
}

export function presentTurn(turn: ListedTurn) {
  const { dialogId, contactName: name, contactPhone: phone, version, outcome, steps, tools } = turn;
  return {
    ...{ dialogId, contact: { name, phone }, version, outcome, steps, tools },
    startedAt: turn.startedAt.toISOString(),
    endedAt: turn.endedAt?.toISOString() ?? null,
  };
}
