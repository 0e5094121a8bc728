import { DEFAULT_POLICY, type ProgramDefinition } from '../../../domain/programs/definition';
import { smallScenario } from '../../support/conversations/read-scenario';
import {
  createScenarioProgramRig,
  type ScenarioProgramRig,
} from '../../support/conversations/scenario-program-rig';
import { until } from '../../support/conversations/rig-person';

type Program = Awaited<ReturnType<ScenarioProgramRig['program']>>;

/** A question a day; its answer ends the scenario. */
const lesson = smallScenario(
  {
    a: {
      kind: 'ask',
      text: 'S{{context.session}}D{{context.day}}: ¿cuánto?',
      answer: { kind: 'number' },
      save: 'sum',
      next: 'thanks',
    },
    thanks: { kind: 'end', text: 'Van {{sum}}' },
  },
  { name: 'Lesson', variables: { sum: null } },
);

/** The day counts at its complete step only: who gives up has not done it. */
const exercise = smallScenario(
  {
    a: { kind: 'ask', text: '¿sigues?', answer: { kind: 'yes-no' }, save: 'on', next: 'which' },
    which: { kind: 'branch', conditions: [{ if: { eq: ['on', true] }, next: 'done' }], else: 'over' },
    done: { kind: 'complete', next: 'over' },
    over: { kind: 'end', text: 'hasta mañana' },
  },
  { name: 'Exercise', variables: { on: null } },
);

function weekOf(bot: string, scenario: string, days = 7): ProgramDefinition {
  return {
    name: 'Week',
    timezone: 'America/Bogota',
    sendAt: '09:00',
    sessions: [
      {
        number: 1,
        title: 'One',
        days: Array.from({ length: days }, (_, day) => ({
          number: day + 1,
          title: `Day ${day + 1}`,
          content: { kind: 'scenario' as const, bot, scenario },
        })),
      },
    ],
    policy: { ...DEFAULT_POLICY, sendIntervalMs: 0 },
  };
}

describe('a program whose days a bot plays', () => {
  let rig: ScenarioProgramRig;
  beforeAll(async () => {
    rig = await createScenarioProgramRig();
  });
  afterAll(() => rig.close());

  /** Lets the clock go to some minutes after the next evaluation. */
  async function untilEvaluated(enrolled: Awaited<ReturnType<Program['enroll']>>): Promise<void> {
    const before = (await enrolled.lines()).length;
    await until(async () => (await enrolled.row()).nextEvaluationAt !== null);
    const due = (await enrolled.row()).nextEvaluationAt?.getTime() ?? 0;
    await rig.env.sleep(due + 10 * 60_000 - (await rig.now()));
    await until(async () => (await enrolled.lines()).length > before);
  }
  const heardBy = (phone: string) =>
    rig.outside.accepted.filter(({ to }) => to === phone).map(({ text }) => text);

  it('sends a week, a scenario a day, each completed by its end', async () => {
    const phone = '+573001119001';
    const botId = await rig.bot('Teacher', lesson);
    const program = await rig.program(weekOf('Teacher', 'Lesson'));
    const enrolled = await program.enroll(phone);
    const ana = await rig.person(botId, phone);
    for (let day = 1; day <= 7; day += 1) {
      await untilEvaluated(enrolled);
      await until(() => Promise.resolve(heardBy(phone).length === 3 * day - 2));
      await ana.says('no sé');
      expect((await enrolled.row()).state.days[day - 1]).toMatchObject({ status: 1 });
      await ana.says(String(day));
      expect((await enrolled.row()).state.days[day - 1]).toMatchObject({ status: 2, attempts: 1 });
    }
    await expect(enrolled.handle.result()).resolves.toMatchObject({ stage: 'completed', completedDays: 7 });
    expect(heardBy(phone)).toEqual(
      [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [`S1D${day}: ¿cuánto?`, `S1D${day}: ¿cuánto?`, `Van ${day}`]),
    );
  });

  it('begins a day again when nobody finished it, and excludes as with any other content', async () => {
    const phone = '+573001119002';
    await rig.bot('Silent', lesson);
    const program = await rig.program(weekOf('Silent', 'Lesson', 2));
    const enrolled = await program.enroll(phone);
    await expect(enrolled.handle.result()).resolves.toMatchObject({ stage: 'excluded', completedDays: 0 });
    expect(heardBy(phone)).toEqual(['S1D1: ¿cuánto?', 'S1D1: ¿cuánto?']);
  });

  it('completes the day where the scenario says so, and not where it ends without', async () => {
    const phone = '+573001119003';
    const botId = await rig.bot('Trainer', exercise);
    const program = await rig.program(weekOf('Trainer', 'Exercise', 1));
    const enrolled = await program.enroll(phone);
    const ana = await rig.person(botId, phone);
    await untilEvaluated(enrolled);
    await until(() => Promise.resolve(heardBy(phone).length === 1));
    await ana.says('no');
    expect((await enrolled.row()).state.days[0]).toMatchObject({ status: 1 });
    await untilEvaluated(enrolled);
    await until(() => Promise.resolve(heardBy(phone).length === 3));
    await ana.says('sí');
    await expect(enrolled.handle.result()).resolves.toMatchObject({ stage: 'completed' });
    expect(heardBy(phone)).toEqual(['choices', 'hasta mañana', 'choices', 'hasta mañana']);
  });

  it('refuses a day whose bot or scenario is gone, in the decision log', async () => {
    const program = await rig.program(weekOf('Nobody', 'Lesson', 1));
    const enrolled = await program.enroll('+573001119004');
    await untilEvaluated(enrolled);
    expect(await enrolled.lines()).toEqual([expect.stringContaining('There is no active bot Nobody')]);
  });
});
