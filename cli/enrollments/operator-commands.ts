import type { Command } from 'commander';
import { enrollmentView } from '../../api/routes/enrollments/enrollments.schema';
import { connectToApi } from '../api/connection';
import { wholeNumber } from '../programs/read-simulation';
import { PROGRAM_HELP } from '../programs/find-program';
import { printJson } from '../terminal/print-json';
import { stylesFor } from '../terminal/styles';
import { stageText } from './enrollment-screen';
import { ENROLLMENT_HELP, enrollmentIdOf } from './find-enrollment';

interface OperatorOptions {
  program?: string;
  reason?: string;
  to?: number;
  json?: true;
}

interface Operation {
  name: string;
  description: string;
  /** Whether the decision log may say why. */
  takesReason: boolean;
  example: string;
}

const OPERATIONS: Operation[] = [
  {
    name: 'pause',
    description: 'Hold every evaluation until it is resumed',
    takesReason: true,
    example: 'pause +573001112233 --reason "on holiday until Monday"',
  },
  {
    name: 'resume',
    description: 'Take a paused enrollment up where it stood',
    takesReason: false,
    example: 'resume +573001112233',
  },
  {
    name: 'exclude',
    description: 'Exclude the contact from the program, for ever',
    takesReason: true,
    example: 'exclude +573001112233 --reason "asked by phone"',
  },
  {
    name: 'retry-day',
    description: 'Give the current day a fresh set of attempts',
    takesReason: false,
    example: 'retry-day +573001112233',
  },
];

/** What an operator may do to one enrollment. */
export function registerOperatorCommands(enrollments: Command): void {
  for (const operation of OPERATIONS) registerOperation(enrollments, operation);
  enrollments
    .command('migrate')
    .description('Move the enrollment to another version of its program')
    .argument('<enrollment>', ENROLLMENT_HELP)
    .option('--program <program>', PROGRAM_HELP)
    .option('--to <version>', 'the version; the newest when left out', wholeNumber(1, 1_000_000))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ hilo enrollments migrate +573001112233 --to 2')
    .action((wanted: string, options: OperatorOptions) =>
      operate({ wanted, action: 'migrate', body: { version: options.to } }, options),
    );
}

function registerOperation(
  enrollments: Command,
  { name, description, takesReason, example }: Operation,
): void {
  const command = enrollments
    .command(name)
    .description(description)
    .argument('<enrollment>', ENROLLMENT_HELP)
    .option('--program <program>', PROGRAM_HELP)
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  $ hilo enrollments ${example}`)
    .action((wanted: string, { reason, ...options }: OperatorOptions) =>
      operate({ wanted, action: name, body: { reason } }, options),
    );
  if (takesReason) command.option('--reason <text>', 'why, for the decision log');
}

async function operate(
  { wanted, action, body }: { wanted: string; action: string; body: Record<string, unknown> },
  options: OperatorOptions,
): Promise<void> {
  const api = connectToApi();
  const id = await enrollmentIdOf(api, wanted, options.program);
  const enrollment = await api.post({
    path: `/api/enrollments/${id}/${action}`,
    schema: enrollmentView,
    body,
  });
  if (options.json) return printJson(enrollment);
  const { phone, session, day, version } = enrollment;
  const where = `S${session}D${day}, version ${version}`;
  console.log(`${phone ?? id}  ${stageText(enrollment, stylesFor())}  ${where}`);
}
