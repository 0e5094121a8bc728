import type { UseQueryResult } from '@tanstack/react-query';
import type { View } from '../api/views';
import { ProblemError } from '../api/problem';
import type { Finding } from './scenarios-data';

/** What the check says of a draft: its findings, or what of it is no scenario at all, at the step it is about. */
export function findingsOf({ data, error }: UseQueryResult<View<'ScenarioCheck'>>): readonly Finding[] {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : null;
  if (errors === null) return data?.findings ?? [];
  return errors.map(({ path, message }) => {
    const [, step = null, rest = path] = /steps\.([a-z][a-z0-9-]*)\.?(.*)$/.exec(path) ?? [];
    return {
      severity: 'error',
      code: 'bad-form',
      step,
      message: rest === '' ? message : `${rest.replace(/^scenario\./, '')}: ${message}`,
    };
  });
}
