import { DEFAULT_POLICY, type ProgramDefinition } from '../../../domain/programs/definition';
import { progressReported } from '../../../workflows/programs/contract';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';

const DAY = 24 * 60 * 60 * 1000;

const definition: ProgramDefinition = {
  name: 'Two sessions',
  timezone: 'America/Bogota',
  sendAt: '09:00',
  sessions: [1, 2].map((number) => ({
    number,
    title: `Session ${number}`,
    days: [1, 2].map((day) => ({
      number: day,
      title: `Day ${day}`,
      content: { kind: 'text' as const, text: `S${number}D${day}` },
    })),
  })),
  policy: { ...DEFAULT_POLICY, sendIntervalMs: 0 },
};

describe('an enrollment on the time-skipping server', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(definition);
  });
  afterAll(() => rig.close());

  it('excludes a contact that never answers on the fourth evaluation, after two messages', async () => {
    const { handle } = await rig.enroll('+573001110001');
    await expect(handle.result()).resolves.toEqual({
      stage: 'excluded',
      reason: '2 failed retries in a row',
      completedDays: 0,
      totalDays: 4,
    });
    const mine = rig.accepted.filter((message) => message.to === '+573001110001');
    expect(mine.map((message) => message.text)).toEqual(['S1D1', 'S1D1']);
    expect(Math.round(((mine[1]?.at ?? 0) - (mine[0]?.at ?? 0)) / DAY)).toBe(1);
  });

  it('sends each day after the one before it was completed, and ends completed', async () => {
    const { id, handle } = await rig.enroll('+573001110002');
    for (const [session, day] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const) {
      await rig.env.sleep('1 day');
      const row = await rig.enrollments.get(rig.accountId, id);
      if (!row) throw new Error('no enrollment');
      const report = { session, day, status: 2 as const, at: await rig.now() };
      await rig.progressReports.record(row, report, 'reply');
      await handle.signal(progressReported, report);
    }
    await expect(handle.result()).resolves.toMatchObject({ stage: 'completed', completedDays: 4 });
    const mine = rig.accepted.filter((message) => message.to === '+573001110002');
    expect(mine.map((message) => message.text)).toEqual(['S1D1', 'S1D2', 'S2D1', 'S2D2']);
  });
});
