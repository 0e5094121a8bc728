import type { StoredStep } from '../../db/repositories/agent-turns';
import type { AgentConfiguration } from '../../domain/agent/configuration';
import { hostsIn, withOwnLinks } from '../../domain/agent/own-links';
import { agentText } from '../../domain/agent/texts';
import { businessText, type BusinessSettings, type BusinessText } from '../../domain/business/settings';
import {
  FAILURES_BEFORE_HANDOFF,
  isFailure,
  needsPerson,
  type AgentOutcome,
} from '../../domain/agent/turn-limits';
import type { SentItem } from '../../domain/conversations/conversation';
import type { Value } from '../../domain/conversations/values';
import type { ConversationView } from '../../workflows/conversations/contract';
import { draftTurn } from '../conversations/draft-turn';
import { performEffects } from '../conversations/perform-effects';
import { sayTurn } from '../conversations/say-turn';
import { eventDraft, logDraft } from '../conversations/transcript-entries';
import { endAgent, silencedBy, type TurnDraft } from '../conversations/turn';
import { viewOf } from '../conversations/view-of';
import { writeTurn } from '../conversations/write-turn';
import type { AgentDeps } from './agent-deps';
import type { EndTurnInput } from './agent-event';
import { FINISH_TASK } from './finish-task';
import { briefingOf, openTurn, type OpenTurn } from './read-turn';

/** Says what a turn of the agent came to, as a turn of the dialog, and what the scenario makes of it. */
export async function endAgentTurn(deps: AgentDeps, input: EndTurnInput): Promise<ConversationView | null> {
  const { conversations } = deps;
  const known = await conversations.dialogs.get(input.accountId, input.dialogId);
  if (!known) return null;
  const { dialog } = known;
  if (dialog.lastEvent === input.key) {
    await sayTurn(conversations, dialog);
    return viewOf(dialog);
  }
  const open = openTurn(known, input.turn);
  if (!open) return viewOf(dialog);
  const { after, sends } = await writeEnd(deps, open, input);
  await sayTurn(conversations, after, sends);
  return viewOf(after);
}

/** A turn of the dialog that answers for the agent. */
interface Ending {
  draft: TurnDraft;
  outcome: AgentOutcome;
  steps: readonly StoredStep[];
  configuration: AgentConfiguration;
  business: BusinessSettings;
}

async function writeEnd(deps: AgentDeps, open: OpenTurn, { key, outcome: wanted }: EndTurnInput) {
  const { conversations, turns } = deps;
  const { dialog, asked, place } = open;
  const [draft, { agent, business }, steps] = await Promise.all([
    draftTurn(conversations, open, { key }),
    briefingOf(deps, open),
    turns.steps(place),
  ]);
  const silence = silencedBy(draft);
  const outcome = silence === null ? wanted : 'stopped';
  const { configuration } = agent;
  const ending: Ending = { draft, outcome, steps, configuration, business: business.settings };
  draft.change.pending = null;
  noteSteps(ending);
  if (outcome === 'stopped')
    draft.entries.push(logDraft({ kind: 'ignored', step: null, detail: silence ?? STOPPED }));
  else if (isFailure(outcome)) await fail(deps, open, ending);
  else succeed(deps, asked.agent, ending);
  await performEffects(conversations, draft);
  await turns.close(place, { outcome, closedTurn: dialog.turn + 1, at: new Date(draft.facts.now) });
  return writeTurn(conversations, draft, []);
}

const STOPPED = 'the agent was stopped';

/** Which models answered and which tools ran, for whoever reads the transcript. */
function noteSteps({ draft, steps }: Ending): void {
  for (const { step, calls, ...by } of steps) {
    draft.entries.push(eventDraft('model-step', { step, provider: by.provider, model: by.model, ms: by.ms }));
    for (const { call, outcome } of calls) {
      draft.entries.push(eventDraft('tool', { name: call.name, isError: outcome?.isError ?? null }));
    }
  }
}

function succeed({ publicBaseUrl }: AgentDeps, agent: string | null, ending: Ending): void {
  const { draft, steps, configuration, business } = ending;
  const told = [configuration.prompt, ...configuration.facts, ...business.facts];
  const hosts = hostsIn([publicBaseUrl, ...told]);
  const text = withOwnLinks(steps.at(-1)?.text ?? '', hosts);
  const attached = attachedTo(steps);
  if (text !== '' || attached.length > 0) say(draft, text, attached);
  const handOff = handOffOf(ending);
  if (handOff) callPerson(ending, handOff.reason);
  const result = resultOf(ending);
  if (agent !== null && result !== undefined) endAgent(draft, { kind: 'agent-done', agent, result });
}

/** The scenario's step has a way of its own for it; without one the contact is told, and maybe a person. */
async function fail({ turns }: AgentDeps, { asked, place }: OpenTurn, ending: Ending): Promise<void> {
  const { draft, outcome, configuration, business } = ending;
  draft.entries.push(
    logDraft({ kind: 'error', step: draft.change.state?.at ?? null, detail: `agent: ${outcome}` }),
  );
  if (asked.agent !== null)
    return endAgent(draft, { kind: 'agent-failed', agent: asked.agent, reason: outcome });
  const earlier = await turns.outcomesBefore(place, FAILURES_BEFORE_HANDOFF);
  const handOff = handOffOf(ending);
  const { language, fallbackText } = configuration;
  const inOwnWords = (which: BusinessText, ours: string) => businessText(business, which, language) ?? ours;
  if (handOff !== null || needsPerson(outcome, earlier)) {
    say(draft, inOwnWords('agentHandover', agentText(language, 'handedOver')));
    callPerson(ending, handOff?.reason ?? `agent: ${outcome}`);
  } else {
    say(draft, fallbackText ?? inOwnWords('agentFallback', agentText(language, 'fallback')));
  }
}

function say({ messages, entries }: TurnDraft, text: string, attached: readonly SentItem[] = []): void {
  const message = { items: [...(text === '' ? [] : [{ kind: 'text' as const, text }]), ...attached] };
  messages.push(message);
  entries.push({ type: 'bot', event: 'message', data: { message } });
}

/** What tools of the turn made for the person, each once. */
function attachedTo(steps: readonly StoredStep[]): SentItem[] {
  const made = steps.flatMap(({ calls }) => calls.flatMap(({ outcome }) => outcome?.attach ?? []));
  const latest = new Map(made.map((each) => ['media' in each ? each.media : each.url, each]));
  return [...latest.values()].map((each) =>
    'media' in each ? { kind: 'document', media: each.media } : { kind: 'text', text: each.url },
  );
}

function handOffOf({ steps }: Ending): { reason: string } | null {
  const outcomes = steps.flatMap(({ calls }) => calls.map(({ outcome }) => outcome));
  return outcomes.findLast((outcome) => outcome?.handOff !== undefined)?.handOff ?? null;
}

function callPerson({ draft, configuration }: Ending, reason: string): void {
  const since = draft.facts.now;
  const until = since + configuration.handoffHours * 3_600_000;
  draft.change.handoff = { by: 'agent', since, until, team: null, reason };
  draft.entries.push(eventDraft('handed-off', { until, reason }));
}

/** What the agent says it found out; undefined while it is not done. */
function resultOf({ steps }: Ending): Value | undefined {
  const calls = steps.flatMap((step) => step.calls);
  const done = calls.findLast(({ call, outcome }) => call.name === FINISH_TASK && outcome?.isError === false);
  return done && ((done.call.input['result'] ?? null) as Value);
}
