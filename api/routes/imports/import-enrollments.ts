import type { Readable } from 'node:stream';
import type { ProgramView } from '../../../db/repositories/programs';
import type { ChannelName } from '../../../domain/messaging/channel-name';
import { rulesOf } from '../../../domain/programs/definition';
import type { EnrollRefusal } from '../../../domain/programs/enroll-refusal';
import type { LegacyRowError } from '../../../domain/programs/legacy-cells';
import { groupLegacyRows, importLegacyContact } from '../../../domain/programs/legacy-csv';
import type { LegacyLine } from '../../../domain/programs/legacy-row';
import type { ApiDeps } from '../../api-deps';
import { SHOWN_ERRORS } from '../../csv/row-error.schema';
import { normalizePhone } from '../../phone';
import { problem, type Problem } from '../../problems';
import { enrollAll, type Enrolling } from '../enrollments/enroll';
import { readLegacyCsv } from '../programs/read-legacy-csv';

export interface Import {
  program: ProgramView;
  channel: ChannelName;
  file: Readable;
}

interface ReadFile {
  kind: 'read';
  lines: LegacyLine[];
  errors: LegacyRowError[];
}

interface PlannedContact extends Enrolling {
  /** Where the contact is first named. */
  line: number;
}

/**
 * Takes contacts over from the old script's file. The whole file is read before anything is written, so that a
 * file that turns out unreadable changes nothing; a bad row or contact stops no other.
 */
export async function importEnrollments({ program, channel, file }: Import, deps: ApiDeps) {
  const read = await readFile(file);
  if (read.kind === 'problem') return read;
  const { contacts, errors: strangers } = groupLegacyRows(read.lines, normalizePhone);
  const { planned, errors } = plan(contacts, { program, channel }, deps);
  const results = await enrollAll(planned, deps);
  const refusals = results.flatMap(({ refusal, reason }, index) =>
    refusal === null ? [] : [notEnrolled(planned[index]?.line ?? 1, { refusal, reason })],
  );
  const all = [...read.errors, ...strangers, ...errors, ...refusals].sort((a, b) => a.line - b.line);
  const imported = results.length - refusals.length;
  return {
    kind: 'imported' as const,
    rows: read.lines.length + read.errors.length,
    contacts: contacts.size,
    imported,
    refused: contacts.size - imported,
    errorCount: all.length,
    errors: all.slice(0, SHOWN_ERRORS),
  };
}

interface NotEnrolled {
  refusal: EnrollRefusal;
  reason: string | null;
}

function notEnrolled(line: number, { refusal, reason }: NotEnrolled): LegacyRowError {
  return { line, column: null, reason: reason ?? refusal, code: refusal, values: {} };
}

async function readFile(file: Readable): Promise<ReadFile | Problem> {
  const lines: LegacyLine[] = [];
  const errors: LegacyRowError[] = [];
  for await (const item of readLegacyCsv(file)) {
    if ('row' in item) lines.push(item);
    else if ('error' in item) errors.push(item.error);
    else {
      const detail = `Line ${item.line}: ${item.refused} Nothing was imported.`;
      return problem('invalid_request', detail, {
        errors: [{ path: `line ${item.line}`, message: item.refused }],
      });
    }
  }
  return { kind: 'read', lines, errors };
}

/** Where each contact stands; one of whose rows none can be read is left out. */
function plan(
  contacts: ReadonlyMap<string, LegacyLine[]>,
  { program, channel }: Pick<Import, 'program' | 'channel'>,
  { zoneClock }: ApiDeps,
): { planned: PlannedContact[]; errors: LegacyRowError[] } {
  const { definition } = program.current;
  const context = { rules: rulesOf(definition), timezone: definition.timezone, clock: zoneClock };
  const planned: PlannedContact[] = [];
  const errors: LegacyRowError[] = [];
  for (const [phone, lines] of contacts) {
    const found = importLegacyContact(lines, context);
    errors.push(...found.errors);
    const bad = new Set(found.errors.map(({ line }) => line));
    const good = lines.find(({ line }) => !bad.has(line));
    if (good) planned.push({ program, channel, who: { phone }, state: found.state, line: good.line });
  }
  return { planned, errors };
}
