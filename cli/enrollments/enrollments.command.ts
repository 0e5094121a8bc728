import type { Command } from 'commander';
import { Option } from 'commander';
import { STAGES } from '../../domain/programs/enrollment';
import { connectToApi } from '../api/connection';
import { findProgram, getProgram, PROGRAM_HELP } from '../programs/find-program';
import { count } from '../terminal/count';
import { printJson } from '../terminal/print-json';
import type { Styles } from '../terminal/styles';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';
import { distanceText } from '../terminal/times';
import { enrollmentScreen, stageText } from './enrollment-screen';
import { ENROLLMENT_HELP, findEnrollment } from './find-enrollment';
import type { Enrollment } from './read-enrollments';
import { enrollmentsOf } from './read-enrollments';
import { registerOperatorCommands } from './operator-commands';

interface ListOptions {
  program?: string;
  stage?: string;
  limit: number;
  json?: true;
}

/** `hilo enrollments list|show|pause|resume|exclude|retry-day|migrate`. */
export function registerEnrollments(program: Command): void {
  const enrollments = program
    .command('enrollments')
    .description('Contacts in programs: where each of them stands, and why');
  enrollments
    .command('list')
    .description('Enrollments of a program')
    .option('--program <program>', PROGRAM_HELP)
    .addOption(new Option('--stage <stage>', 'only those at a stage').choices(STAGES))
    .option('--limit <n>', 'how many to show', Number, 100)
    .option('--json', 'print JSON, one enrollment a line')
    .addHelpText('after', '\nExample:\n  $ hilo enrollments list --stage excluded')
    .action(list);
  enrollments
    .command('show')
    .description('One enrollment: its days and its decision log')
    .argument('<enrollment>', ENROLLMENT_HELP)
    .option('--program <program>', PROGRAM_HELP)
    .option('--log', 'every line of the decision log')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo enrollments show +573001112233')
    .action(show);
  registerOperatorCommands(enrollments);
}

async function list(options: ListOptions): Promise<void> {
  const api = connectToApi();
  const program = await findProgram(api, options.program);
  const shown: Enrollment[] = [];
  let more = false;
  for await (const enrollment of enrollmentsOf(api, program.id, { state: options.stage })) {
    more = shown.length >= options.limit;
    if (more) break;
    if (options.json) console.log(JSON.stringify(enrollment));
    shown.push(enrollment);
  }
  if (options.json) return;
  const styles = stylesFor();
  console.log(`${styles.bold(program.name)}\n\n${enrollmentsTable(shown, Date.now(), styles)}`);
  const rest = more ? `; there are more, see --limit` : '';
  console.log(
    styles.dim(`\n${count(shown.length, 'enrollment')}${rest}. One of them: hilo enrollments show <phone>`),
  );
}

function enrollmentsTable(enrollments: readonly Enrollment[], now: number, styles: Styles): string {
  const columns = [
    { title: 'contact' },
    { title: 'at' },
    { title: 'completed', align: 'right' as const },
    { title: 'failed retries', align: 'right' as const },
    { title: 'next evaluation' },
    { title: 'stage' },
  ];
  const rows = enrollments.map((enrollment) => [
    enrollment.phone ?? enrollment.contactId,
    `S${enrollment.session}D${enrollment.day}`,
    `${enrollment.completedDays}/${enrollment.totalDays}`,
    enrollment.failedRetries === 0 ? '0' : styles.yellow(String(enrollment.failedRetries)),
    enrollment.nextEvaluationAt === null ? '–' : distanceText(enrollment.nextEvaluationAt, now),
    stageText(enrollment, styles),
  ]);
  return table(columns, rows, styles);
}

async function show(wanted: string, options: { program?: string; log?: true; json?: true }): Promise<void> {
  const api = connectToApi();
  const enrollment = await findEnrollment(api, wanted, options.program);
  if (options.json) return printJson(enrollment);
  const program = await getProgram(api, enrollment.programId);
  const input = { enrollment, program, wholeLog: options.log === true, now: Date.now() };
  console.log(enrollmentScreen(input, stylesFor()));
}
