import type { Scenario } from '../../../domain/conversations/scenario';

/** The ids of every button, list row and choice of a scenario. */
export function optionIds({ steps }: Scenario): string[] {
  return Object.values(steps).flatMap((step) => {
    if (step.kind === 'message')
      return [...(step.buttons ?? []), ...(step.list?.rows ?? [])].map(({ id }) => id);
    return step.kind === 'ask' && step.answer.kind === 'choice'
      ? step.answer.choices.map(({ id }) => id)
      : [];
  });
}
