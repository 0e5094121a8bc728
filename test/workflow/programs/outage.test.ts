import { luxonZoneClock } from '../../../activities/zone-clock';
import { addDays } from '../../../domain/time/civil-date';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const BOGOTA = 'America/Bogota';

describe('an outage', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  const at = (time: string) => rig.sleepUntil(time, BOGOTA);
  /** Everything stands still from now on, and comes back three days later at a time of day. */
  async function threeDaysAway(backAt: string): Promise<void> {
    const today = luxonZoneClock.toLocal(await rig.now(), BOGOTA).date;
    rig.beAwayUntil(luxonZoneClock.toInstant(addDays(today, 3), backAt, BOGOTA));
    await rig.sleepUntil('23:00', BOGOTA, addDays(today, 3));
  }

  it('of three days ends in one message, not three', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001150001');
    await at('10:00');
    await contact.complete(1, 1);
    await rig.env.sleep('1 minute');
    await threeDaysAway('15:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D2']);
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D2', 'S1D2']);
  });

  it('that ends past the grace of the day sends nothing until the next morning', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001150002');
    await at('10:00');
    await threeDaysAway('20:00');
    expect(contact.texts()).toEqual(['S1D1']);
    expect((await contact.lines())[1]).toMatch(/too late on .* past 19:00/);
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
  });

  it('that ends before the hour of the day is made up at that hour', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001150003');
    await at('10:00');
    await threeDaysAway('07:00');
    const [, made] = contact.messages();
    expect(luxonZoneClock.toLocal(made?.at ?? 0, BOGOTA).minutes).toBe(9 * 60);
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
  });

  it('is not made up at all where the program says to skip what was missed', async () => {
    const skipping = await rig.program(smallProgram({ name: 'Skips', policy: { misfire: 'skip' } }));
    await at('08:00');
    const contact = await skipping.enroll('+573001150004');
    await at('10:00');
    await threeDaysAway('15:00');
    expect(contact.texts()).toEqual(['S1D1']);
    await at('10:00');
    expect(contact.texts()).toEqual(['S1D1', 'S1D1']);
  });

  it('excludes nobody for the days on which nothing was sent', async () => {
    await at('08:00');
    const contact = await rig.enroll('+573001150005');
    await at('10:00');
    await at('10:00');
    await threeDaysAway('15:00');
    expect((await contact.row()).state).toMatchObject({ stage: 'active', failedRetries: 1 });
  });
});
