import type { Channel, OutboundMessage } from '../../channels/channel';
import type { DayScenarios } from '../../db/repositories/day-scenarios';
import type { Dialogs } from '../../db/repositories/dialogs';
import type { Capabilities } from '../../domain/messaging/capabilities';
import { hasWindow, type ChannelName } from '../../domain/messaging/channel-name';
import type { SendOutcome } from '../../domain/messaging/outcome';
import type { StartRequest } from '../../workflows/conversations/contract';
import type { Clock } from '../messaging/dispatcher';

/** Signals a conversation's workflow, which is started where none runs; false while Temporal is away. */
export type BeginConversation = (
  dialog: { accountId: string; dialogId: string },
  start: StartRequest,
) => Promise<boolean>;

export interface ScenarioChannelDeps {
  scenarios: DayScenarios;
  dialogs: Dialogs;
  begin: BeginConversation;
  clock: Clock;
}

const AWAY_RETRY_MS = 5_000;

/** It carries starts only. */
const CARRIES_NOTHING: Capabilities = {
  text: 0,
  caption: { length: 0, kinds: [] },
  buttons: null,
  list: null,
  album: null,
  files: {},
  templates: false,
  receipts: false,
};

/**
 * Takes a program's day that is a scenario to the conversation that plays it. The start's key is the send's id,
 * so a start that is repeated has one effect and no answer is ever lost.
 */
export function createScenarioChannel(deps: ScenarioChannelDeps): (platform: ChannelName) => Channel {
  return (platform) => ({
    name: platform,
    sender: 'scenarios',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    // A day whose first words could not be said is not begun.
    windowApplies: hasWindow(platform),
    capabilities: CARRIES_NOTHING,
    send: (message) => begin(deps, platform, message),
  });
}

async function begin(
  deps: ScenarioChannelDeps,
  platform: ChannelName,
  { accountId, sendId, to, content }: OutboundMessage,
): Promise<SendOutcome> {
  if (content.kind !== 'scenario') throw new Error('Only the start of a scenario goes to a conversation');
  const { enrollmentId, contactId, session, day } = content;
  const scenario = await deps.scenarios.find(accountId, content);
  if (!scenario) {
    const detail = `There is no active bot ${content.bot} with a scenario ${content.scenario}`;
    return { kind: 'rejected', code: 'scenario-unknown', detail, optedOut: false };
  }
  const { botId, scenarioId, version } = scenario;
  const at = new Date(await deps.clock());
  const dialogId = await deps.dialogs.ensure({ accountId, botId, platform, chatId: to, contactId, at });
  const origin = { key: sendId, enrollmentId, session, day };
  const begun = await deps.begin({ accountId, dialogId }, { scenarioId, version, origin });
  if (begun) return { kind: 'accepted', providerId: `${dialogId}:${sendId}` };
  return { kind: 'not-sent', detail: 'Temporal gave no answer', retryAfterMs: AWAY_RETRY_MS };
}
