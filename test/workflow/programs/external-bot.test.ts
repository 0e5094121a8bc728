import { luxonZoneClock } from '../../../activities/zone-clock';
import { createBotpressChannel } from '../../../channels/botpress/botpress-channel';
import { createProgressTable } from '../../../channels/botpress/progress-table';
import { createRunReports } from '../../../db/repositories/run-reports';
import { startFakeBotpress, type FakeBotpress } from '../../support/fake-botpress/fake-botpress';
import { createProgramRig, type ProgramRig } from '../../support/program-rig';
import { smallProgram } from '../../support/programs/small-program';

const PHONE = '+573001112001';
const OTHER = '+573001112002';

describe('a program whose days an external bot plays', () => {
  let bot: FakeBotpress;
  let rig: ProgramRig;

  beforeAll(async () => {
    bot = await startFakeBotpress();
    const program = smallProgram({ policy: { completion: 'reported' } });
    for (const session of program.sessions) {
      for (const day of session.days) day.content = { kind: 'bot-trigger' };
    }
    rig = await createProgramRig(program, {
      channels: [createBotpressChannel({ webhookUrl: bot.webhookUrl, webhookSecret: bot.webhookSecret })],
      progressTable: createProgressTable(bot),
    });
  });

  afterAll(async () => {
    await rig.close();
    await bot.close();
  });

  const callsOf = (phone: string) =>
    bot.calls
      .map(({ body }) => body as { clientNumber: string; session: number; day: number })
      .filter((call) => call.clientNumber === phone.slice(1))
      .map(({ session, day }) => `S${session}D${day}`);
  const runs = (localDate: string) =>
    createRunReports(rig.database.dataSource).get(rig.accountId, rig.programId, localDate);

  it('reads the table once before the evaluations of a date, and goes on from what it says', async () => {
    const one = await rig.enroll(PHONE);
    await rig.enroll(OTHER);
    bot.setRows([]);
    await rig.sleepUntil('09:30', 'America/Bogota');
    expect(callsOf(PHONE)).toEqual(['S1D1']);
    expect(callsOf(OTHER)).toEqual(['S1D1']);
    expect(bot.calls.every((call) => call.secret === bot.webhookSecret)).toBe(true);

    bot.setRows([{ clientNumber: PHONE.slice(1), session1: { '1': '2', '2': '0' } }]);
    const reads = bot.tableCalls.length;
    await rig.sleepUntil('09:30', 'America/Bogota');

    expect(bot.tableCalls.length - reads).toBe(1);
    expect(callsOf(PHONE)).toEqual(['S1D1', 'S1D2']);
    expect(callsOf(OTHER)).toEqual(['S1D1', 'S1D1']);
    const row = await rig.enrollments.get(rig.accountId, one.id);
    expect(row?.state.days[0]).toMatchObject({ status: 2 });
  });

  it('goes on with what is known when the table cannot be read, and says so in the run report', async () => {
    bot.scriptTable({ kind: 'answer', status: 500 });
    await rig.sleepUntil('09:30', 'America/Bogota');
    expect(callsOf(PHONE)).toEqual(['S1D1', 'S1D2', 'S1D2']);
    const { date } = luxonZoneClock.toLocal(await rig.now(), 'America/Bogota');
    expect(await runs(date)).toMatchObject({
      syncState: 'failed',
      syncDetail: 'The progress table could not be read: HTTP 500',
    });
  });
});
