import type { AgentTurnPlace } from '../../db/repositories/agent-turns';
import type { PendingAgent } from '../../db/repositories/dialogs';
import type { TurnDialog } from '../../db/repositories/turn-dialogs';
import type { AgentConfiguration, AgentVersion } from '../../domain/agent/configuration';
import type { BusinessSettings, BusinessVersion } from '../../domain/business/settings';
import type { AgentDeps } from './agent-deps';
import type { AgentTurnInput } from './agent-event';
import type { AgentTool } from './agent-tool';
import { finishTask } from './finish-task';

/** A turn of an agent that waits for its answer. */
export interface OpenTurn extends TurnDialog {
  asked: PendingAgent;
  place: AgentTurnPlace;
}

/** Null when the dialog was deleted, or no longer waits for this turn. */
export async function readTurn(
  { conversations }: AgentDeps,
  { accountId, dialogId, turn }: AgentTurnInput,
): Promise<OpenTurn | null> {
  const known = await conversations.dialogs.get(accountId, dialogId);
  return known && openTurn(known, turn);
}

/** Null when the dialog no longer waits for this turn. */
export function openTurn(known: TurnDialog, turn: string): OpenTurn | null {
  const { accountId, id: dialogId, pending: asked } = known.dialog;
  if (asked?.kind !== 'agent' || asked.turn !== turn) return null;
  return { ...known, asked, place: placeOf({ accountId, dialogId, turn }) };
}

/** Where a turn's steps and calls are kept. */
export function placeOf({
  accountId,
  dialogId,
  turn,
}: Pick<AgentTurnInput, 'accountId' | 'dialogId' | 'turn'>): AgentTurnPlace {
  return { accountId, dialogId, turnKey: turn };
}

/** What the bot's agent is told to be in a turn, and whom it speaks for. */
export interface Briefing {
  agent: AgentVersion;
  business: BusinessVersion;
}

/** The agent's version is the same from the turn's first step to its last; the business is as it is now. */
export async function briefingOf(
  { business: businesses, conversations, versions, turns }: AgentDeps,
  { dialog: { accountId, botId }, asked: { since }, contact, place }: OpenTurn,
): Promise<Briefing> {
  const begun = { botId, openedTurn: since, at: new Date(await conversations.clock()) };
  const [newest, business, opened] = await Promise.all([
    versions.current(accountId, botId),
    businesses.current(accountId),
    turns.open(place, begun),
  ]);
  const version = opened ?? newest.version;
  const agent = version === newest.version ? newest : await versions.version(accountId, botId, version);
  const { settings } = business;
  const own = spokenTo(contact.language, settings) ?? (version === 0 ? settings.languages[0] : null);
  return { agent: own === null ? agent : inLanguage(agent, own), business };
}

/** A language of the account that is the person's own; null where it speaks none. */
function spokenTo(own: string | null, { languages }: Pick<BusinessSettings, 'languages'>): string | null {
  return languages.find((language) => language.split('-')[0] === own) ?? null;
}

/** The person's own language goes before what the bot was told; one that was told nothing speaks as its account. */
function inLanguage({ version, configuration }: AgentVersion, language: string): AgentVersion {
  return { version, configuration: { ...configuration, language } };
}

/** The tools of a turn: those that the bot has and the scenario's step names, and for a step the way back. */
export function toolsOf(
  all: readonly AgentTool[],
  { tools: ofBot }: AgentConfiguration,
  { agent, tools: ofStep }: PendingAgent,
): AgentTool[] {
  const allowed = all.filter(
    ({ declaration: { name }, onlyByName = false }) =>
      (ofBot === null ? !onlyByName || ofStep.includes(name) : ofBot.includes(name)) &&
      (ofStep.length === 0 || ofStep.includes(name)),
  );
  return agent === null ? allowed : [...allowed, finishTask];
}
