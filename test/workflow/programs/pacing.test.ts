import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const PAUSE_MS = 2000;

describe('the pause between the sends of a program', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram({ policy: { sendIntervalMs: PAUSE_MS } }), { workers: 2 });
  });
  afterAll(() => rig.close());

  it('holds over all workers: five contacts due at once are sent to one by one', async () => {
    await rig.sleepUntil('08:00', 'America/Bogota');
    for (const last of [1, 2, 3, 4, 5]) await rig.enroll(`+57300116000${last}`);
    await rig.sleepUntil('10:00', 'America/Bogota');
    const sentAt = rig.outside.accepted.map((message) => message.at).sort((a, b) => a - b);
    const slots: { not_before: Date }[] = await rig.database.dataSource.query(
      'SELECT not_before FROM send ORDER BY not_before',
    );
    expect(sentAt).toHaveLength(5);
    for (const [place, { not_before: slot }] of slots.entries()) {
      const before = slots[place - 1]?.not_before.getTime() ?? 0;
      expect(slot.getTime() - before).toBeGreaterThanOrEqual(PAUSE_MS);
      expect(sentAt[place]).toBeGreaterThanOrEqual(slot.getTime());
    }
  });
});
