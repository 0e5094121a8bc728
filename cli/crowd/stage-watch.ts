import type { Stage } from '../../domain/programs/enrollment';
import { positionName } from '../../domain/programs/position';
import type { Enrollment } from '../enrollments/read-enrollments';
import type { CrowdEvent } from './crowd-event';

/** Tells of every enrollment whose stage is another one than the last time it was looked at. */
export function createStageWatch(onEvent: (event: CrowdEvent) => void) {
  const stages = new Map<string, Stage>();
  return {
    notice({ id, phone, contactId, state: stage, reason, session, day }: Enrollment): void {
      const before = stages.get(id);
      stages.set(id, stage);
      if (before === undefined || before === stage) return;
      const position = positionName({ session, day });
      onEvent({
        kind: 'stage',
        at: new Date().toISOString(),
        phone: phone ?? contactId,
        stage,
        reason,
        position,
      });
    },
  };
}
