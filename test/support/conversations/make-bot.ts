import type { AccountSubject } from '../access/everything';
import { scenarioBody } from './bot-bodies';
import type { WrittenScenario } from './read-scenario';

interface Made {
  id: string;
}

/** A bot of the first account, on no platform. */
export async function makeBot(
  api: Pick<AccountSubject, 'call' | 'account'>,
  name = `Bot ${Math.random()}`,
): Promise<string> {
  const answer = await api.call('post', `/api/accounts/${api.account.id}/bots`).send({ name });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.body as Made).id;
}

/** A scenario of a bot, not active yet. */
export async function makeScenario(
  api: Pick<AccountSubject, 'call'>,
  botId: string,
  change: Partial<WrittenScenario> = {},
): Promise<string> {
  const body = scenarioBody({ name: `Scenario ${Math.random()}`, ...change });
  const answer = await api.call('post', `/api/bots/${botId}/scenarios`).send(body);
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.body as Made).id;
}

/** A conversation of a bot, as a webhook leaves it; `state` as its turns would. */
export async function makeDialog(
  api: AccountSubject,
  botId: string,
  running: { scenarioId?: string; status?: string } = {},
): Promise<string> {
  const phone = '+573001112233';
  const accountId = api.account.id;
  const contact = { accountId, channel: 'simulator' as const, address: phone, phone, name: null };
  const [row] = await api.database.dataSource.query<Made[]>(
    `INSERT INTO bot_dialog_state (id, account_id, bot_id, platform, platform_chat_id, contact_id, scenario_id,
                                   state, last_interaction_at)
     VALUES (gen_random_uuid(), $1, $2, 'simulator', $3, $4, $5, $6, now()) RETURNING id`,
    [
      ...[accountId, botId, phone, await api.deps.contacts.ensure(contact)],
      ...[running.scenarioId ?? null, JSON.stringify({ status: running.status ?? 'new' })],
    ],
  );
  return row?.id ?? '';
}
