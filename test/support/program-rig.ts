import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import type { Channel, OutboundMessage } from '../../channels/channel';
import { createAccounts } from '../../db/repositories/accounts';
import type { SendOutcome } from '../../domain/messaging/outcome';
import { rulesOf, type ProgramDefinition } from '../../domain/programs/definition';
import type { EnrollmentState } from '../../domain/programs/enrollment';
import { newEnrollment } from '../../domain/programs/initial-state';
import { composeActivities } from '../../workers/compose-activities';
import { TASK_QUEUES } from '../../workers/task-queues';
import type { enrollmentWorkflow } from '../../workflows';
import { enrollmentWorkflowId, type EnrollmentResult } from '../../workflows/programs/contract';
import { createTestDatabase } from './test-database';
import { createTimeSkippingEnvironment } from './time-skipping';
import { workflowBundle } from './workflow-bundle';

/** What the outside world took: the truth of every test here. */
export interface Accepted {
  to: string;
  text: string;
  at: number;
}

/** A channel whose answers a test scripts; what it accepts is its ledger. */
export function createScriptedChannel(now: () => Promise<number>) {
  const accepted: Accepted[] = [];
  let answer: (message: OutboundMessage) => SendOutcome | null = () => null;
  const channel: Channel = {
    name: 'simulator',
    sender: 'test',
    messagesPerSecond: Number.POSITIVE_INFINITY,
    windowApplies: false,
    async send(message) {
      const scripted = answer(message);
      if (scripted && scripted.kind !== 'accepted') return scripted;
      const text = message.content.kind === 'text' ? message.content.text : message.content.kind;
      accepted.push({ to: message.to, text, at: await now() });
      return scripted ?? { kind: 'accepted', providerId: `test_${message.attemptId}` };
    },
  };
  return { channel, accepted, answerWith: (next: typeof answer) => void (answer = next) };
}

export type ProgramRig = Awaited<ReturnType<typeof createProgramRig>>;

/** A whole program on the time-skipping server: real workflows, activities and Postgres, a scripted channel. */
export async function createProgramRig(definition: ProgramDefinition) {
  const database = await createTestDatabase();
  const env = await createTimeSkippingEnvironment();
  const now = () => env.currentTimeMs();
  const scripted = createScriptedChannel(now);
  const parts = composeActivities(database.dataSource, {
    channels: [scripted.channel],
    clock: now,
    checkDelays: [60_000, 300_000, 900_000],
    progressTable: null,
  });
  const account = await createAccounts(database.dataSource).create('Test');
  const program = await parts.programs.create(account.id, definition);
  if (!program) throw new Error('The program exists already');
  // The test server begins at the machine's time; the version must not be younger than its clock.
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: TASK_QUEUES.programs,
    workflowBundle: workflowBundle(),
    activities: parts.activities,
  });
  const running = worker.run();

  return {
    ...parts,
    env,
    accountId: account.id,
    programId: program.id,
    accepted: scripted.accepted,
    answerWith: scripted.answerWith,
    now,

    /** Enrolls a contact of this number and starts its workflow. */
    async enroll(phone: string, state: EnrollmentState = newEnrollment(rulesOf(definition))) {
      const contactId = await parts.contacts.ensure({
        accountId: account.id,
        channel: 'simulator',
        address: phone,
        phone,
        name: null,
      });
      const enrolled = await parts.enrollments.enroll({
        accountId: account.id,
        programId: program.id,
        contactId,
        version: 1,
        channel: 'simulator',
        state,
      });
      const { id } = enrolled.enrollment;
      const handle = await startEnrollment(env, { accountId: account.id, programId: program.id, id });
      return { id, contactId, handle };
    },

    async close() {
      worker.shutdown();
      await running;
      await env.teardown();
      await database.drop();
    },
  };
}

function startEnrollment(
  env: TestWorkflowEnvironment,
  { accountId, programId, id }: { accountId: string; programId: string; id: string },
) {
  return env.client.workflow.start<typeof enrollmentWorkflow>('enrollmentWorkflow', {
    workflowId: enrollmentWorkflowId(id),
    taskQueue: TASK_QUEUES.programs,
    args: [{ v: 1, accountId, programId, enrollmentId: id }],
  });
}

export type { EnrollmentResult };
export const uniquePhone = () =>
  `+57300${String(Number.parseInt(randomUUID().slice(0, 6), 16))
    .padStart(7, '0')
    .slice(0, 7)}`;
