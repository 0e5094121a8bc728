import type { simulate } from '../../../domain/programs/simulate';

/** A simulation's outcomes; of the single journeys only the exclusions. */
export function presentSimulation({ traces, ...totals }: ReturnType<typeof simulate>) {
  return {
    contacts: totals.contacts,
    messages: totals.messages,
    refusals: totals.refusals,
    undeliverable: totals.undeliverable,
    outcomes: totals.outcomes,
    days: totals.days,
    behaviours: totals.behaviours,
    exclusions: traces.flatMap(({ contact, behaviour, excludedOn }) =>
      excludedOn === null ? [] : [{ contact, behaviour, date: excludedOn }],
    ),
  };
}
