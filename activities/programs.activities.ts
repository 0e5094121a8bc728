import type { EnrollmentInput } from '../workflows/programs/contract';
import { openEnrollment } from './programs/open-enrollment';
import { performEvaluation, type EvaluationInput } from './programs/perform-evaluation';
import type { ProgramsDeps } from './programs/programs-deps';
import {
  migrateEnrollment,
  recordChange,
  type MigrateInput,
  type RecordChangeInput,
} from './programs/record-change';

export type ProgramsActivities = ReturnType<typeof createProgramsActivities>;

/** What enrollment workflows have done for them; every activity may run more than once. */
export function createProgramsActivities(deps: ProgramsDeps) {
  return {
    openEnrollment: (input: EnrollmentInput) => openEnrollment(deps, input),
    performEvaluation: (input: EvaluationInput) => performEvaluation(deps, input),
    recordChange: (input: RecordChangeInput) => recordChange(deps, input),
    migrateEnrollment: (input: MigrateInput) => migrateEnrollment(deps, input),
  };
}
