import { checkScenario, mayBePublished } from '../../../domain/conversations/check/check-scenario';
import type { Finding } from '../../../domain/conversations/check/finding';
import type { Scenario } from '../../../domain/conversations/scenario';
import type { ApiDeps } from '../../api-deps';
import { problem, type Problem } from '../../problems';

/** Problem details list so many fields at most. */
const MOST_ERRORS = 100;

/** What can be said of a scenario of this bot without playing it. */
export async function findingsOf(
  scenario: Scenario,
  bot: { accountId: string; botId: string },
  { bots, botSecrets, conversationPorts }: ApiDeps,
): Promise<Finding[]> {
  const media = await bots.mediaIds(bot.accountId, bot.botId);
  const secrets = new Set((await botSecrets.list(bot.accountId, bot.botId)).map(({ name }) => name));
  return checkScenario(scenario, conversationPorts, { media, secrets });
}

/** The refusal of a scenario with errors; null when it may be published. */
export function refusalOf(findings: readonly Finding[]): Problem | null {
  if (mayBePublished(findings)) return null;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const count = errors.length === 1 ? 'One error keeps' : `${errors.length} errors keep`;
  return problem('invalid_request', `${count} the scenario from being published.`, {
    errors: errors
      .slice(0, MOST_ERRORS)
      .map(({ step, message }) => ({ path: step === null ? '' : `steps.${step}`, message })),
  });
}
