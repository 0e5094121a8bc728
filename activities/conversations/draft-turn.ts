import type { Dialog } from '../../db/repositories/dialogs';
import type { PublishedScenario } from '../../db/repositories/scenarios';
import type { ConversationsDeps } from './conversations-deps';
import type { TurnDraft } from './turn';
import { beginDraft, isRunning } from './turn';
import type { TurnEvent, TurnInput } from './turn-event';

/** A turn about to be worked out, with everything it has to know. */
export async function draftTurn(
  deps: ConversationsDeps,
  dialog: Dialog,
  { event, key }: Pick<TurnInput, 'key'> & { event?: TurnEvent },
): Promise<TurnDraft> {
  const { accountId, botId, contactId } = dialog;
  const [bot, contact, published, now] = await Promise.all([
    deps.bots.get(accountId, botId),
    deps.contacts.get(accountId, contactId),
    scenarioFor(deps, dialog, event),
    deps.clock(),
  ]);
  if (!bot || !contact) throw new Error(`Dialog ${dialog.id} has lost its bot or its contact`);
  const today = deps.localDate(now);
  return beginDraft({ dialog, bot, contact, published, ports: deps.ports, now, today }, key);
}

/** A running conversation stays on its version until it is moved; another begins on what is active now. */
async function scenarioFor(
  deps: ConversationsDeps,
  dialog: Dialog,
  event: TurnEvent | undefined,
): Promise<PublishedScenario | null> {
  const { accountId, botId, scenarioId, scenarioVersion, state } = dialog;
  if (event?.kind === 'start') {
    return deps.scenarios.version(accountId, event.start.scenarioId, event.start.version);
  }
  if (!isRunning(state) || scenarioId === null || scenarioVersion === null) {
    return deps.scenarios.active(accountId, botId);
  }
  const version = event?.kind === 'migrate' ? event.version : scenarioVersion;
  return deps.scenarios.version(accountId, scenarioId, version);
}
