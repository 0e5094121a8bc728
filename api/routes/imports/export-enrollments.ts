import type { EnrollmentRow } from '../../../db/entities/enrollment.entity';
import type { ProgramView } from '../../../db/repositories/programs';
import { rulesOf } from '../../../domain/programs/definition';
import type { LegacyRow } from '../../../domain/programs/legacy-cells';
import { exportLegacyContact, type LegacyContext } from '../../../domain/programs/legacy-csv';
import type { ApiDeps } from '../../api-deps';

const AT_ONCE = 200;

/** Every enrollment of a program in the old script's rows, read a page at a time while they are written out. */
export async function* exportedRows(program: ProgramView, deps: ApiDeps): AsyncGenerator<LegacyRow> {
  const { id: programId, accountId } = program;
  const contexts = new Map<number, LegacyContext>();
  let after: string | null = null;
  do {
    const rows: EnrollmentRow[] = await deps.enrollments.list({
      accountId,
      programId,
      limit: AT_ONCE,
      after,
    });
    const phones = await deps.programContacts.phonesOf(
      accountId,
      rows.map((row) => row.contactId),
    );
    for (const row of rows) {
      const context = contexts.get(row.version) ?? (await contextOf(row, deps));
      contexts.set(row.version, context);
      // A contact without a number is still shown; an import will say that its line has none.
      yield* exportLegacyContact(phones.get(row.contactId) ?? row.contactId, row.state, context);
    }
    after = rows.length === AT_ONCE ? (rows.at(-1)?.id ?? null) : null;
  } while (after !== null);
}

/** An enrollment is written by the rules of the version it is on. */
async function contextOf(row: EnrollmentRow, { programs, zoneClock }: ApiDeps): Promise<LegacyContext> {
  const published = await programs.version(row.accountId, row.programId, row.version);
  if (!published) throw new Error(`Enrollment ${row.id} is on a version that was never published`);
  const { definition } = published;
  return { rules: rulesOf(definition), timezone: definition.timezone, clock: zoneClock };
}
