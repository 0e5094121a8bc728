import type { AnsweredStep, CallName, StoredStep } from '../../db/repositories/agent-turns';
import { toolStepOf } from '../../db/repositories/agent-turns';
import { dialogueFor } from '../../domain/agent/dialogue';
import { systemPrompt } from '../../domain/agent/system-prompt';
import { MODEL_MS_A_TURN, type AgentOutcome } from '../../domain/agent/turn-limits';
import { checkBudget, type DayUsage, type ModelBudget } from '../../domain/llm/budget';
import type { ModelSetting } from '../../domain/llm/model-setting';
import { NO_TOKENS, type ModelAttempt } from '../../domain/llm/usage';
import type { EpochMs } from '../../domain/time/moments';
import type { AgentDeps } from './agent-deps';
import type { ModelStepInput, ModelStepTaken } from './agent-event';
import { keyOf, type AskedStep } from './known-answers';
import { lookedBackTo, readDialogue } from './read-dialogue';
import { briefingOf, readTurn, toolsOf, type OpenTurn } from './read-turn';

const MOST_OUTPUT_TOKENS = 1000;

/**
 * Asks a model for the next step of a turn and keeps what it answers before anything else happens. Repeated, it
 * finds the answer that was paid for already.
 */
export async function takeModelStep(
  deps: AgentDeps,
  { step, ...turn }: ModelStepInput,
  signal: AbortSignal,
): Promise<ModelStepTaken> {
  const open = await readTurn(deps, turn);
  if (!open || isTakenOver(open)) return ended('stopped');
  const asked = { ...(await askedStep(deps, open)), step, signal };
  const known = asked.steps.find((each) => each.step === step);
  if (known) return takenOf(known.calls.map(({ number, call: { name } }) => ({ number, name })));
  const refusal = refusalOf(asked);
  if (refusal) return ended(refusal);
  const calls = await answer(deps, asked);
  return calls === null ? ended('no-answer') : takenOf(calls);
}

interface Asking extends AskedStep {
  step: number;
  /** The steps before it. */
  steps: readonly StoredStep[];
  means: Means;
  signal: AbortSignal;
}

/** With what an account answers now. */
interface Means {
  models: readonly ModelSetting[];
  budget: ModelBudget;
  /** Today, so far. */
  used: DayUsage;
  now: EpochMs;
}

function isTakenOver({ dialog: { handoff } }: OpenTurn): boolean {
  return handoff !== null && handoff.by !== 'scenario';
}

/** Everything is read side by side: a person waits for each of a turn's steps. */
async function askedStep(deps: AgentDeps, open: OpenTurn): Promise<Omit<Asking, 'step' | 'signal'>> {
  const { dialog, asked, place } = open;
  const [{ agent, business }, { lines }, steps, earlier, means] = await Promise.all([
    briefingOf(deps, open),
    readDialogue(deps, open),
    deps.turns.steps(place),
    deps.turns.toolsSince(dialog.accountId, dialog.id, lookedBackTo(dialog.turn)),
    meansOf(deps, dialog.accountId),
  ]);
  const present = { since: asked.since, steps: steps.map(toolStepOf) };
  const messages = dialogueFor({ lines, steps: earlier }, present);
  return { open, agent, business, steps, means, messages };
}

async function meansOf({ models, usage, conversations }: AgentDeps, accountId: string): Promise<Means> {
  const now = await conversations.clock();
  const [settings, budget, used] = await Promise.all([
    models.open(accountId),
    models.budget(accountId),
    usage.today(accountId, now),
  ]);
  return { models: settings, budget, used, now };
}

/** Why no model is asked. */
function refusalOf({ means: { budget, used }, steps }: Asking): AgentOutcome | null {
  if (checkBudget(budget, used).kind === 'spent') return 'over-budget';
  return leftMs(steps) > 0 ? null : 'no-answer';
}

/** Of the time that models have for the turn; it goes on where a step that was answered left it. */
function leftMs(steps: readonly StoredStep[]): number {
  return MODEL_MS_A_TURN - steps.reduce((sum, { ms }) => sum + ms, 0);
}

/** Keeps an answer to the step, and gives the calls it asks for; null when nobody has one. */
async function answer(deps: AgentDeps, asking: Asking): Promise<CallName[] | null> {
  const key = keyOf(asking);
  const before = key === null ? null : await deps.answers.get(key);
  if (before) {
    const { text, provider, model } = before;
    const cached = { answer: { kind: 'text' as const, text }, provider, model, fromCache: true };
    return keep(deps, asking, {
      answered: { ...cached, ms: 0, tokens: NO_TOKENS, costMicros: 0 },
      attempts: [],
    });
  }
  const outcome = await ask(deps, asking);
  const { attempts } = outcome;
  if (outcome.kind === 'unavailable') {
    await deps.usage.record(asking.open.dialog.accountId, { stepKey: stepKey(asking), attempts });
    return null;
  }
  const calls = await keep(deps, asking, { answered: { ...outcome, fromCache: false }, attempts });
  const { answer: given, provider, model } = outcome;
  if (key !== null && given.kind === 'text')
    await deps.answers.put(key, { text: given.text, provider, model });
  return calls;
}

function ask(deps: AgentDeps, { open, agent, business, messages, means, steps, signal }: Asking) {
  const { dialog, asked, accountName } = open;
  const { settings } = business;
  const today = deps.conversations.localDate(means.now, settings.timezone);
  const facts = { account: accountName, business: settings, today, goal: asked.goal };
  return deps.router.takeStep({
    accountId: dialog.accountId,
    models: means.models,
    system: systemPrompt(agent.configuration, facts),
    messages,
    tools: toolsOf(deps.tools, agent.configuration, asked).map(({ declaration }) => declaration),
    // The router has a clock of its own, which a test may not turn.
    deadlineAt: Date.now() + leftMs(steps),
    maxOutputTokens: MOST_OUTPUT_TOKENS,
    signal,
  });
}

function keep({ turns }: AgentDeps, asking: Asking, { answered, attempts }: Answered): Promise<CallName[]> {
  const usage = { stepKey: stepKey(asking), attempts };
  return turns.keepStep(asking.open.place, { ...answered, step: asking.step, usage });
}

interface Answered {
  answered: Omit<AnsweredStep, 'step' | 'usage'>;
  attempts: readonly ModelAttempt[];
}

/** Names the step in the account's records of use. */
function stepKey({ open: { dialog, asked }, step }: Asking): string {
  return `turn:${dialog.id}:${asked.since}:${step}`;
}

function takenOf(calls: CallName[]): ModelStepTaken {
  return calls.length === 0 ? ended('answered') : { kind: 'tools', calls };
}

function ended(outcome: AgentOutcome): ModelStepTaken {
  return { kind: 'ended', outcome };
}
