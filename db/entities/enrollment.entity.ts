import { EntitySchema } from 'typeorm';
import type { ChannelName } from '../../domain/messaging/channel-name';
import type { EnrollmentState, Stage } from '../../domain/programs/enrollment';

/** The projection of an enrollment workflow: what lists and screens read. */
export interface EnrollmentRow {
  id: string;
  accountId: string;
  programId: string;
  contactId: string;
  version: number;
  channel: ChannelName;
  stage: Stage;
  reason: string | null;
  session: number;
  day: number;
  state: EnrollmentState;
  /** Rises with every write; a writer whose revision is old reads again. */
  revision: number;
  nextEvaluationAt: Date | null;
  /** Set once the workflow is known to run; a row without it is started by the sweep. */
  startedAt: Date | null;
  enrolledAt: Date;
  updatedAt: Date;
}

export const EnrollmentEntity = new EntitySchema<EnrollmentRow>({
  name: 'enrollment',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    programId: { name: 'program_id', type: 'uuid' },
    contactId: { name: 'contact_id', type: 'uuid' },
    version: { type: 'integer' },
    channel: { type: 'text' },
    stage: { type: 'text' },
    reason: { type: 'text', nullable: true },
    session: { type: 'smallint' },
    day: { type: 'smallint' },
    state: { type: 'jsonb' },
    revision: { type: 'integer' },
    nextEvaluationAt: { name: 'next_evaluation_at', type: 'timestamptz', nullable: true },
    startedAt: { name: 'started_at', type: 'timestamptz', nullable: true },
    enrolledAt: { name: 'enrolled_at', type: 'timestamptz', createDate: true },
    updatedAt: { name: 'updated_at', type: 'timestamptz', updateDate: true },
  },
});
