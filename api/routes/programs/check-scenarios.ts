import type { ProgramDefinition } from '../../../domain/programs/definition';
import { positionName } from '../../../domain/programs/position';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

/** Refuses a program whose days name a bot or a scenario that the account does not have; null when all are there. */
export async function checkScenarios(
  accountId: string,
  { sessions }: ProgramDefinition,
  { dayScenarios }: Pick<ApiDeps, 'dayScenarios'>,
): Promise<Problem | null> {
  const known = new Map<string, boolean>();
  const errors = [];
  for (const session of sessions) {
    for (const { number, content } of session.days) {
      if (content.kind !== 'scenario') continue;
      const key = JSON.stringify([content.bot, content.scenario]);
      const found = known.get(key) ?? (await dayScenarios.find(accountId, content)) !== null;
      known.set(key, found);
      if (found) continue;
      const day = positionName({ session: session.number, day: number });
      const message = `there is no active bot "${content.bot}" with a scenario "${content.scenario}"`;
      errors.push({
        path: `sessions.${session.number - 1}.days.${number - 1}.content`,
        message: `${day}: ${message}`,
      });
    }
  }
  const [first] = errors;
  return first ? problem('invalid_request', first.message, { errors: errors.slice(0, 100) }) : null;
}
