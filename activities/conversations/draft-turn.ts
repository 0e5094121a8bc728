import type { Dialog } from '../../db/repositories/dialogs';
import type { PublishedScenario } from '../../db/repositories/scenarios';
import type { TurnDialog } from '../../db/repositories/turn-dialogs';
import type { ConversationsDeps } from './conversations-deps';
import type { TurnDraft } from './turn';
import { beginDraft, isRunning } from './turn';
import type { TurnEvent, TurnInput } from './turn-event';

/** A turn about to be worked out, with everything it has to know. */
export async function draftTurn(
  deps: ConversationsDeps,
  known: TurnDialog,
  { event, key }: Pick<TurnInput, 'key'> & { event?: TurnEvent },
): Promise<TurnDraft> {
  const [published, now] = await Promise.all([scenarioFor(deps, known.dialog, event), deps.clock()]);
  const today = deps.localDate(now, known.timezone);
  return beginDraft({ ...known, published, ports: deps.ports, now, today }, key);
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
