import { createEnrollmentClient } from '../../api/temporal/enrollment-client';
import { createAccounts } from '../../db/repositories/accounts';
import { createContacts } from '../../db/repositories/contacts';
import { createEnrollments } from '../../db/repositories/enrollments';
import { createPrograms } from '../../db/repositories/programs';
import type { ChannelName } from '../../domain/messaging/channel-name';
import { rulesOf, type ProgramDefinition } from '../../domain/programs/definition';
import { newEnrollment } from '../../domain/programs/initial-state';
import type { Platform } from './platform';
import { inLanes, until } from './pace';

export interface ManyEnrollments {
  definition: ProgramDefinition & { policy: { dayLength?: number } };
  channel: ChannelName;
  count: number;
  /** When the first evaluation of all falls due. */
  dueAt: number;
}

/** Enrolls so many contacts, all due at one instant, and waits until every workflow runs; `inTime` says whether before dueAt. */
export async function enrollMany(platform: Platform, many: ManyEnrollments) {
  const { db, client } = platform;
  const { definition, channel, count, dueAt } = many;
  const accounts = createAccounts(db);
  const account = (await accounts.first()) ?? (await accounts.create('Proof'));
  const program = await createPrograms(db).create(account.id, definition);
  if (!program) throw new Error('The program exists already');
  // Days are counted from the version's publication: this puts the first evaluation at dueAt.
  const published = new Date(dueAt - (definition.policy.dayLength ?? 0) * 1000);
  await db.query('UPDATE program_version SET published_at = $2 WHERE program_id = $1', [
    program.id,
    published,
  ]);
  const contacts = createContacts(db);
  const enrollments = createEnrollments(db);
  const starter = createEnrollmentClient(client);
  const ids: string[] = [];
  await inLanes(count, 20, async (index) => {
    const phone = `+57300${String(index).padStart(7, '0')}`;
    const identity = { accountId: account.id, channel, address: phone, phone, name: null };
    const enrolled = await enrollments.enroll({
      accountId: account.id,
      programId: program.id,
      contactId: await contacts.ensure(identity),
      version: 1,
      channel,
      state: newEnrollment(rulesOf(definition)),
    });
    const enrollmentId = enrolled.enrollment.id;
    ids.push(enrollmentId);
    await starter.start({ accountId: account.id, programId: program.id, enrollmentId });
  });
  await until({
    for: 'every enrollment to have started',
    look: async () => {
      const [row] = await db.query<{ left: number }[]>(
        'SELECT count(*)::int AS left FROM enrollment WHERE program_id = $1 AND started_at IS NULL',
        [program.id],
      );
      return row?.left;
    },
    is: (left) => left === 0,
    everyMs: 500,
  });
  return { accountId: account.id, programId: program.id, ids, inTime: Date.now() < dueAt };
}
