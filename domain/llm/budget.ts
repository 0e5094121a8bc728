/** What an account may use in a day (UTC); null for no limit. */
export interface ModelBudget {
  tokensPerDay: number | null;
  /** Millionths of a US dollar. */
  costMicrosPerDay: number | null;
}

/** What an account has used today. */
export interface DayUsage {
  tokens: number;
  /** Calls of models with no known price count as nothing. */
  costMicros: number;
}

export const NO_BUDGET: ModelBudget = { tokensPerDay: null, costMicrosPerDay: null };

export type BudgetVerdict = { kind: 'within' } | { kind: 'spent'; limit: 'tokens' | 'cost' };

/** Whether another step may be asked of a model; a budget that is reached is spent, and one of 0 always is. */
export function checkBudget(budget: ModelBudget, used: DayUsage): BudgetVerdict {
  const { tokensPerDay, costMicrosPerDay } = budget;
  if (tokensPerDay !== null && used.tokens >= tokensPerDay) return { kind: 'spent', limit: 'tokens' };
  if (costMicrosPerDay !== null && used.costMicros >= costMicrosPerDay) {
    return { kind: 'spent', limit: 'cost' };
  }
  return { kind: 'within' };
}
