import { TOOL_NAMES } from '../../agent/tool-names';
import type { Step } from '../steps';
import type { StepFinding } from './finding';
import { warning } from './finding';

/** Tools that a step gives its agent and Hilo does not have; the agent does without them. */
export function toolFindings(step: Step): StepFinding[] {
  if (step.kind !== 'agent') return [];
  return (step.tools ?? [])
    .filter((name) => !TOOL_NAMES.includes(name))
    .map((name) =>
      warning('unknown-tool', `there is no tool "${name}": name some of ${TOOL_NAMES.join(', ')}.`),
    );
}
