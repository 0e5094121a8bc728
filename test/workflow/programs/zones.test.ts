import { luxonZoneClock } from '../../../activities/zone-clock';
import { addDays } from '../../../domain/time/civil-date';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const DAYS_AROUND = 4;

/** The next date on which a zone's clock is set forward or back. */
function nextChange(zone: string, from: number, direction: 'forward' | 'back'): string {
  const noon = (date: string) => luxonZoneClock.toInstant(date, '12:00', zone);
  let date = luxonZoneClock.toLocal(from, zone).date;
  for (let day = 0; day < 400; day += 1) {
    const hours = (noon(addDays(date, 1)) - noon(date)) / 3_600_000;
    date = addDays(date, 1);
    if (direction === 'forward' ? hours < 24 : hours > 24) return date;
  }
  throw new Error(`${zone} has no daylight saving`);
}

describe('a program in a zone that changes its clock', () => {
  let rig: ProgramRig;
  beforeAll(async () => {
    rig = await createProgramRig(smallProgram());
  });
  afterAll(() => rig.close());

  const cases = ['America/Santiago', 'Europe/Madrid'].flatMap((zone) =>
    (['forward', 'back'] as const).flatMap((direction) =>
      ['09:00', '02:30', '00:30'].map((sendAt, index) => ({ zone, direction, sendAt, index })),
    ),
  );

  // 00:30 does not exist in Santiago on the day its clock goes forward, nor 02:30 in Madrid on its own.
  it.each(cases)('$zone, clock set $direction, $sendAt: one message on each date', async (example) => {
    const { zone, direction, sendAt, index } = example;
    const change = nextChange(zone, await rig.now(), direction);
    const program = await rig.program(
      smallProgram({
        name: `${zone} ${direction} ${sendAt}`,
        timezone: zone,
        sendAt,
        shape: [1],
        policy: { maxAttemptsPerDay: DAYS_AROUND, misfireGrace: '23:00' },
      }),
    );
    await rig.sleepUntil('20:00', zone, addDays(change, -3));
    const contact = await program.enroll(`+57300118${zone.length}${direction.length}0${index}`);
    await rig.sleepUntil('12:00', zone, addDays(change, DAYS_AROUND - 3));
    const sentOn = contact.messages().map(({ at }) => luxonZoneClock.toLocal(at, zone).date);
    expect(sentOn).toEqual(Array.from({ length: DAYS_AROUND }, (_, day) => addDays(change, day - 2)));
  });
});
