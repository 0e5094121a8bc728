import { isDeepStrictEqual } from 'node:util';
import type { ScenarioRow } from '../../../db/entities/scenario.entity';
import type { PublishedScenario } from '../../../db/repositories/scenarios';
import type { Finding } from '../../../domain/conversations/check/finding';
import type { Scenario } from '../../../domain/conversations/scenario';
import type { ApiDeps } from '../../api-deps';
import { notFound, problem, type Problem } from '../../problems';
import { findingsOf, refusalOf } from './findings';

type Published = { kind: 'published'; row: ScenarioRow; findings: Finding[] } | Problem;

interface Place {
  accountId: string;
  botId: string;
}

const nameTaken = (name: string): Problem =>
  problem(
    'conflict',
    `The bot has a scenario called "${name}" already: choose another name, or PUT that one.`,
  );

/** Makes a scenario of a bot, unless its check finds errors. */
export function createScenario(scenario: Scenario, place: Place, deps: ApiDeps): Promise<Published> {
  return ifSound({ scenario, place, deps }, async () => {
    const row = await deps.scenarios.create(place.accountId, place.botId, scenario);
    return row ?? 'name-taken';
  });
}

/** Publishes the next version of a scenario, unless its check finds errors; the same again makes no version. */
export function publishScenario(scenario: Scenario, row: ScenarioRow, deps: ApiDeps): Promise<Published> {
  return ifSound({ scenario, place: row, deps }, () =>
    isDeepStrictEqual(row.scenario, scenario)
      ? Promise.resolve(row)
      : deps.scenarios.publish(row.accountId, row.id, scenario),
  );
}

/** Publishes what an earlier version said as the next one, unless it does not pass its check any more. */
export function rollBackScenario(
  { version, scenario }: PublishedScenario,
  row: ScenarioRow,
  deps: ApiDeps,
): Promise<Published> {
  return ifSound({ scenario, place: row, deps }, () =>
    deps.scenarios.rollback(row.accountId, row.id, version),
  );
}

interface Checked {
  scenario: Scenario;
  place: Place;
  deps: ApiDeps;
}

async function ifSound(
  { scenario, place, deps }: Checked,
  publish: () => Promise<ScenarioRow | 'name-taken' | null>,
): Promise<Published> {
  const findings = await findingsOf(scenario, place, deps);
  const refusal = refusalOf(findings);
  if (refusal) return refusal;
  const row = await publish();
  if (row === 'name-taken') return nameTaken(scenario.name);
  return row ? { kind: 'published', row, findings } : notFound('scenario');
}
