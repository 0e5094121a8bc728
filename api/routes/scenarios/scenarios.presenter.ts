import type { ListedScenario, PublishedScenario } from '../../../db/repositories/scenarios';
import type { ScenarioRow } from '../../../db/entities/scenario.entity';

/** A scenario in a list: its frame, without the steps. */
export function presentListedScenario(scenario: ListedScenario) {
  return {
    id: scenario.id,
    botId: scenario.botId,
    name: scenario.name,
    description: scenario.description,
    version: scenario.version,
    isActive: scenario.isActive,
    createdAt: scenario.createdAt.toISOString(),
    updatedAt: scenario.updatedAt.toISOString(),
  };
}

export function presentScenario(row: ScenarioRow) {
  return { ...presentListedScenario(row), scenario: row.scenario };
}

export function presentVersion({ scenarioId, version, publishedAt, scenario }: PublishedScenario) {
  return { scenarioId, version, publishedAt: publishedAt.toISOString(), scenario };
}
