import type { Client } from '@temporalio/client';
import type { EnrollmentRow } from '../../db/entities/enrollment.entity';
import type { Decisions } from '../../db/repositories/decisions';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { rulesOf, type ProgramDefinition } from '../../domain/programs/definition';
import type { EnrollmentState, Position } from '../../domain/programs/enrollment';
import { newEnrollment } from '../../domain/programs/initial-state';
import type { composeActivities } from '../../workers/compose-activities';
import type { enrollmentWorkflow } from '../../workflows';
import { enrollmentWorkflowId, progressReported } from '../../workflows/programs/contract';
import type { Outside } from './scripted-channel';
import { fetchRuns } from './workflow-runs';

type Parts = Omit<ReturnType<typeof composeActivities>, 'activities'>;

/** What a program needs of the rig it runs in. */
interface RigCore extends Parts {
  client: Client;
  outside: Outside;
  decisions: Decisions;
  accountId: string;
  taskQueue: string;
  now(): Promise<number>;
}

export interface EnrollOptions {
  channel?: ChannelName;
  state?: EnrollmentState;
}

export type RigEnrollment = Awaited<ReturnType<typeof enrollIn>>;

/** A published program that contacts can be enrolled in. */
export async function createRigProgram(rig: RigCore, definition: ProgramDefinition) {
  const program = await rig.programs.create(rig.accountId, definition);
  if (!program) throw new Error(`There is a program ${definition.name} already`);
  return {
    id: program.id,
    enroll: (phone: string, options?: EnrollOptions) =>
      enrollIn(rig, { programId: program.id, definition }, { phone, ...options }),
    publish: (next: ProgramDefinition) => rig.programs.publish(rig.accountId, program.id, next),
  };
}

/** Enrolls a contact of this number and starts its workflow; gives what a test asks and does about it. */
async function enrollIn(
  rig: RigCore,
  { programId, definition }: { programId: string; definition: ProgramDefinition },
  { phone, channel = 'simulator', state }: EnrollOptions & { phone: string },
) {
  const { accountId } = rig;
  const contactId = await rig.contacts.ensure({ accountId, channel, address: phone, phone, name: null });
  const { enrollment } = await rig.enrollments.enroll({
    accountId,
    programId,
    contactId,
    version: 1,
    channel,
    state: state ?? newEnrollment(rulesOf(definition)),
  });
  const { id } = enrollment;
  const handle = await rig.client.workflow.start<typeof enrollmentWorkflow>('enrollmentWorkflow', {
    workflowId: enrollmentWorkflowId(id),
    taskQueue: rig.taskQueue,
    args: [{ v: 1, accountId, programId, enrollmentId: id }],
  });
  const report = async (at: Position) => ({ ...at, status: 2 as const, at: await rig.now() });
  const messages = () => rig.outside.accepted.filter((message) => message.to === phone);
  return {
    id,
    contactId,
    handle,
    messages,
    texts: () => messages().map((message) => message.text),

    async row(): Promise<EnrollmentRow> {
      const row = await rig.enrollments.get(accountId, id);
      if (!row) throw new Error(`Enrollment ${id} vanished`);
      return row;
    },
    /** The decision log, oldest first. */
    async lines(): Promise<string[]> {
      return (await rig.decisions.ofEnrollment(accountId, id, 500)).map(({ line }) => line);
    },
    /** A completion as the API takes it: stored first, signalled after. */
    async complete(session: number, day: number): Promise<void> {
      const completed = await report({ session, day });
      await rig.progressReports.record({ accountId, id }, completed, 'reply');
      await handle.signal(progressReported, completed);
    },
    /** A completion whose signal never came: the API died in between. */
    async completeUnsignalled(session: number, day: number): Promise<void> {
      await rig.progressReports.record({ accountId, id }, await report({ session, day }), 'reply');
    },
    runs: () => fetchRuns(rig.client, handle.workflowId, handle.firstExecutionRunId),
  };
}
