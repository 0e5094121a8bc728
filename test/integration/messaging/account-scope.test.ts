import { createAccounts } from '../../../db/repositories/accounts';
import { createDecisions } from '../../../db/repositories/decisions';
import { createEnrollments } from '../../../db/repositories/enrollments';
import { createProgramRuns } from '../../../db/repositories/program-runs';
import { createPrograms } from '../../../db/repositories/programs';
import { createProgressReports } from '../../../db/repositories/progress-reports';
import { createRunReports } from '../../../db/repositories/run-reports';
import { createSendLists } from '../../../db/repositories/send-lists';
import { rulesOf } from '../../../domain/programs/definition';
import { newEnrollment } from '../../../domain/programs/initial-state';
import { createLedgerRig } from '../../support/ledger-rig';
import { smallProgram } from '../../support/programs/small-program';

const RUN_DATE = '2026-03-02';

/** Everything one account has, and the account that asks for it. */
async function twoAccounts() {
  const rig = await createLedgerRig();
  const db = rig.database.dataSource;
  const enrollments = createEnrollments(db);
  const repositories = {
    ...rig,
    enrollments,
    programs: createPrograms(db),
    decisions: createDecisions(db),
    runReports: createRunReports(db),
    sendLists: createSendLists(db),
  };
  const { accountId, contactId } = rig;
  const definition = smallProgram();
  const program = await repositories.programs.create(accountId, definition);
  if (!program) throw new Error('The program was not made');
  const { enrollment } = await enrollments.enroll({
    accountId,
    programId: program.id,
    contactId,
    version: 1,
    channel: 'simulator',
    state: newEnrollment(rulesOf(definition)),
  });
  const send = await rig.reserve();
  const report = { session: 1, day: 1, status: 2 as const, at: Date.now() };
  await createProgressReports(db, enrollments).record({ accountId, id: enrollment.id }, report, 'reply');
  await createProgramRuns(db).open({ accountId, programId: program.id, localDate: RUN_DATE }, new Date());
  const stranger = await createAccounts(db).create('Stranger');
  return { ...repositories, programId: program.id, enrollmentId: enrollment.id, send, stranger: stranger.id };
}

type Two = Awaited<ReturnType<typeof twoAccounts>>;

describe('another account’s id', () => {
  let two: Two;
  beforeAll(async () => {
    two = await twoAccounts();
  });
  afterAll(() => two.database.drop());

  const asks: [string, (of: Two, accountId: string) => Promise<unknown>][] = [
    ['contacts.get', (of, account) => of.contacts.get(account, of.contactId)],
    [
      'contacts.findByAddress',
      (of, account) => of.contacts.findByAddress(account, 'simulator', '+573001210001'),
    ],
    ['contacts.list', (of, accountId) => of.contacts.list({ accountId, limit: 10, after: null })],
    ['programs.get', (of, account) => of.programs.get(account, of.programId)],
    ['programs.findByName', (of, account) => of.programs.findByName(account, 'Small')],
    ['programs.version', (of, account) => of.programs.version(account, of.programId, 1)],
    ['programs.list', (of, accountId) => of.programs.list({ accountId, limit: 10, after: null })],
    ['enrollments.get', (of, account) => of.enrollments.get(account, of.enrollmentId)],
    ['enrollments.find', (of, account) => of.enrollments.find(account, of.programId, of.contactId)],
    ['enrollments.ofContact', (of, account) => of.enrollments.ofContact(account, of.contactId)],
    [
      'enrollments.byPhones',
      async (of, account) => [
        ...(await of.enrollments.byPhones(account, of.programId, ['+573001210001'])).values(),
      ],
    ],
    [
      'enrollments.list',
      (of, accountId) => of.enrollments.list({ accountId, programId: of.programId, limit: 10, after: null }),
    ],
    ['sends.get', (of, account) => of.sendLists.get(account, of.send.id)],
    ['sends.findByKey', (of, account) => of.sendLists.findByKey(account, of.send.idempotencyKey)],
    ['sends.list', (of, accountId) => of.sendLists.list({ accountId, before: null, limit: 10 })],
    ['sends.summary', (of, account) => of.sendLists.summary(account)],
    ['decisions.ofEnrollment', (of, account) => of.decisions.ofEnrollment(account, of.enrollmentId, 10)],
    [
      'runs.list',
      (of, accountId) => of.runReports.list({ accountId, programId: of.programId, before: null, limit: 10 }),
    ],
    ['runs.get', (of, account) => of.runReports.get(account, of.programId, RUN_DATE)],
    ['ledger.findByKey', (of, account) => of.ledger.findByKey(account, of.send.idempotencyKey)],
  ];

  const nothing = (answer: unknown) => answer === null || (Array.isArray(answer) && answer.length === 0);

  it.each(asks)('finds nothing by %s, which its own finds', async (_name, ask) => {
    expect(nothing(await ask(two, two.accountId))).toBe(false);
    expect(nothing(await ask(two, two.stranger))).toBe(true);
  });

  it('changes nothing', async () => {
    const { stranger, contactId, enrollmentId, programId, send } = two;
    await expect(two.contacts.optOut(stranger, contactId, new Date())).resolves.toBe(false);
    await expect(two.ledger.cancel(stranger, send.id, Date.now())).resolves.toBeNull();
    await expect(two.programs.publish(stranger, programId, smallProgram())).resolves.toBeNull();
    const change = two.enrollments.change(stranger, enrollmentId, ({ state }) => ({ state }));
    await expect(change).resolves.toBeNull();
    await two.enrollments.markStarted(stranger, enrollmentId);
    expect(await two.enrollments.get(two.accountId, enrollmentId)).toMatchObject({
      revision: 2,
      startedAt: null,
      version: 1,
    });
    expect(await two.contacts.get(two.accountId, contactId)).toMatchObject({ optedOutAt: null });
  });

  it('cannot be given a contact or program of another: the database refuses the row', async () => {
    const { stranger, contactId, programId } = two;
    const reserve = two.ledger.reserve({
      accountId: stranger,
      idempotencyKey: 'stolen',
      contactId,
      channel: 'simulator',
      content: { kind: 'text', text: 'Hola' },
    });
    await expect(reserve).rejects.toThrow(/foreign key/);
    const enroll = two.enrollments.enroll({
      accountId: stranger,
      programId,
      contactId: await two.contact('+573001230001', stranger),
      version: 1,
      channel: 'simulator',
      state: newEnrollment(rulesOf(smallProgram())),
    });
    await expect(enroll).rejects.toThrow(/foreign key/);
  });
});
