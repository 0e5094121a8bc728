import type { LanguageModels } from '../../db/repositories/language-models';
import type { ModelUsage } from '../../db/repositories/model-usage';
import type { SentimentQuestion, SentimentQuestions } from '../../db/repositories/sentiment-questions';
import { readSentiment, SENTIMENT_PROMPT } from '../../domain/alerts/model-sentiment';
import { checkBudget } from '../../domain/llm/budget';
import type { ModelRouter } from '../../llm/router';
import type { Clock } from '../messaging/dispatcher';

export interface SentimentDeps {
  questions: SentimentQuestions;
  models: Pick<LanguageModels, 'open' | 'budget'>;
  usage: Pick<ModelUsage, 'record' | 'today'>;
  router: ModelRouter;
  clock: Clock;
}

const BATCH = 100;
const LANES = 8;
/** Of one answer, and of the whole: what is not asked by then is read from the lists of words. */
const ANSWER_MS = 5_000;
const AT_MOST_MS = 15_000;
const ANSWER_TOKENS = 400;

/** Asks accounts' models how messages feel; says how many were answered. The others are read without a model. */
export async function readSentiments(deps: SentimentDeps): Promise<number> {
  const stopAt = performance.now() + AT_MOST_MS;
  const open = await deps.questions.open(BATCH, await deps.clock());
  let answered = 0;
  const lane = async () => {
    for (let question = open.shift(); question !== undefined; question = open.shift()) {
      const sentiment = performance.now() < stopAt ? await ask(deps, question).catch(() => null) : null;
      await deps.questions.settle(question, sentiment);
      if (sentiment !== null) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return answered;
}

async function ask(
  deps: SentimentDeps,
  { accountId, checkId, text }: SentimentQuestion,
): Promise<number | null> {
  const { models, usage, router } = deps;
  if (text.trim() === '') return null;
  const [budget, used, settings] = await Promise.all([
    models.budget(accountId),
    usage.today(accountId, await deps.clock()),
    models.open(accountId),
  ]);
  if (checkBudget(budget, used).kind === 'spent') return null;
  const step = await router.takeStep({
    accountId,
    models: settings.filter(({ provider }) => provider !== 'offline'),
    system: SENTIMENT_PROMPT,
    messages: [{ role: 'contact', text }],
    tools: [],
    // The router has a clock of its own, which a test may not turn.
    deadlineAt: Date.now() + ANSWER_MS,
    maxOutputTokens: ANSWER_TOKENS,
  });
  await usage.record(accountId, { stepKey: `sentiment:${checkId}`, attempts: step.attempts });
  return step.kind === 'answered' && step.answer.kind === 'text' ? readSentiment(step.answer.text) : null;
}
