import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { readEnv } from '../../../config/env';
import { dataConverterOf } from '../../../config/temporal/connection';
import {
  excludeEnrollment,
  getEnrollment,
  migrateEnrollment,
  pauseEnrollment,
} from '../../../workflows/programs/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';
import type { RigEnrollment } from '../../support/rig-program';
import { connectToTemporalDev } from '../../support/temporal-dev';

const PHONE = '+573009998877';
const REASON = 'Ana Secreta llamó';
const KEY = `k1:${randomBytes(32).toString('base64')}`;
const NEW_KEY = `k2:${randomBytes(32).toString('base64')}`;

const converter = (settings: Record<string, string>) => dataConverterOf(readEnv(settings));
const rotated = converter({ TEMPORAL_PAYLOAD_KEY: NEW_KEY, TEMPORAL_PAYLOAD_OLD_KEYS: KEY });

describe('what Temporal stores of an enrollment', () => {
  let temporalDev: TestWorkflowEnvironment;
  let rig: ProgramRig;
  let contact: RigEnrollment;
  beforeAll(async () => {
    temporalDev = await connectToTemporalDev();
    const definition = smallProgram({ shape: [1], policy: { dayLength: 5 } });
    const [session] = definition.sessions;
    rig = await createProgramRig(
      { ...definition, sessions: session ? [{ ...session, title: 'Sesión privada' }] : [] },
      {
        environment: temporalDev,
        taskQueue: `codec-${randomUUID()}`,
        dataConverter: converter({ TEMPORAL_PAYLOAD_KEY: KEY }),
      },
    );
    contact = await rig.enroll(PHONE);
    await untilSent(contact);
    await contact.handle.executeUpdate(migrateEnrollment, { args: [{ version: 77 }] }).catch(() => undefined);
    await contact.handle.executeUpdate(pauseEnrollment, { args: [{ reason: REASON }] });
  });
  afterAll(async () => {
    await rig.close();
    await temporalDev.teardown();
  });

  const clientWith = (dataConverter: ReturnType<typeof converter>) =>
    new Client({ connection: temporalDev.connection, dataConverter });
  /** A history's bytes as the server holds them. */
  async function stored(): Promise<Buffer> {
    const handle = temporalDev.client.workflow.getHandle(contact.handle.workflowId);
    return Buffer.from(temporal.api.history.v1.History.encode(await handle.fetchHistory()).finish());
  }

  it('shows what is done by which workflow', async () => {
    expect((await stored()).includes('performEvaluation')).toBe(true);
  });

  it.each([
    ['phone number', PHONE.slice(1)],
    ['message text', 'S1D1'],
    ['name or reason', 'Secreta'],
    ['session title', 'privada'],
    ['state of the days', 'lastSendDate'],
    ['words of a refusal', 'no version 77'],
  ])('shows no %s', async (_what, needle) => {
    expect((await stored()).includes(needle)).toBe(false);
  });

  it('says which key is missing, and where to put it, to whoever has another', async () => {
    const stranger = clientWith(converter({ TEMPORAL_PAYLOAD_KEY: NEW_KEY }));
    const handle = stranger.workflow.getHandle(contact.handle.workflowId);
    await expect(handle.query(getEnrollment)).rejects.toThrow(
      /key k1 is not configured: add it to TEMPORAL_PAYLOAD_OLD_KEYS/,
    );
  });

  it('goes on after the key was rotated: new workers and clients read the old history', async () => {
    await rig.stopWorkers();
    await rig.startWorkers(1, rotated);
    const handle = clientWith(rotated).workflow.getHandle(contact.handle.workflowId);
    await expect(handle.query(getEnrollment)).resolves.toMatchObject({ state: { reason: REASON } });
    await handle.executeUpdate(excludeEnrollment, { args: [{ reason: 'done' }] });
    await expect(handle.result()).resolves.toMatchObject({ stage: 'excluded' });
  });
});

async function untilSent(contact: RigEnrollment): Promise<void> {
  while (contact.messages().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}
