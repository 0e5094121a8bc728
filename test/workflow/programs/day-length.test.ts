import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

describe('a program whose day lasts 20 seconds', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram({ weekdays: [1], policy: { dayLength: 20 } }));
    // The first message of all takes its time to leave; those after it are twenty seconds apart.
    await rig.enroll('+573001170000');
    await rig.env.sleep('90 seconds');
  });
  afterAll(() => rig.close());

  it('evaluates every 20 seconds, whatever the hour and the weekday, each on a date of its own', async () => {
    const contact = await rig.enroll('+573001170001');
    // Waiting for the result would let the test server skip years, and every 20 seconds of them are a day.
    await rig.env.sleep('90 seconds');
    expect((await contact.row()).stage).toBe('excluded');
    const [first, second] = contact.messages();
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
    const log = await rig.decisions.ofEnrollment(rig.accountId, contact.id, 50);
    expect(new Set(log.map((line) => line.localDate)).size).toBe(4);
    expect(Math.round(((second?.at ?? 0) - (first?.at ?? 0)) / 1000)).toBe(20);
  });

  it('sends one message a day of that length, and moves on with each completion', async () => {
    const contact = await rig.enroll('+573001170002');
    for (const [session, day] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const) {
      await rig.env.sleep('20 seconds');
      await contact.complete(session, day);
    }
    await expect(contact.handle.result()).resolves.toMatchObject({ stage: 'completed' });
    expect((await contact.row()).stage).toBe('completed');
    expect(contact.texts()).toEqual(['S1D1', 'S1D2', 'S2D1', 'S2D2']);
  });
});
