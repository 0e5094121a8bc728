import type { Command } from 'commander';
import { Option } from 'commander';
import type { z } from 'zod';
import { enrolledView } from '../../api/routes/enrollments/enrollments.schema';
import type { ApiClient } from '../api/api-client';
import { connectToApi } from '../api/connection';
import { findProgram, PROGRAM_HELP } from '../programs/find-program';
import { phoneOf } from '../terminal/phone-argument';
import { printJson } from '../terminal/print-json';
import type { Styles } from '../terminal/styles';
import { stylesFor } from '../terminal/styles';
import { table } from '../terminal/table';

type Enrolled = z.output<typeof enrolledView>['items'][number];

interface EnrollOptions {
  program?: string;
  channel?: string;
  json?: true;
}

/** What the API takes in one request. */
const BATCH = 500;

/** `hilo enroll`: contacts into a program, by phone. */
export function registerEnroll(program: Command): void {
  program
    .command('enroll')
    .description('Enroll contacts in a program by phone; who was stopped goes on from where they stood')
    .argument('<phone...>', 'phones with country code, such as +573001112233')
    .option('--program <program>', PROGRAM_HELP)
    .addOption(new Option('--channel <channel>', 'how to reach them').choices(['simulator', 'twilio']))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ hilo enroll --program "Mi tienda digital" +573001112233 +573001112244',
    )
    .action(enroll);
}

async function enroll(written: string[], options: EnrollOptions): Promise<void> {
  const phones = written.map(phoneOf);
  const api = connectToApi();
  const program = await findProgram(api, options.program);
  const results = await enrollPhones(api, program.id, { phones, channel: options.channel });
  if (results.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
  if (options.json) return printJson(results);
  const styles = stylesFor();
  console.log(`${styles.bold(program.name)}\n\n${resultTable(results, styles)}`);
  const first = results.find(({ outcome }) => outcome !== 'refused');
  if (first)
    console.log(
      styles.dim(`\nSee one of them: hilo enrollments show ${first.enrollmentId ?? first.phone ?? ''}`),
    );
}

async function enrollPhones(
  api: ApiClient,
  programId: string,
  { phones, channel }: { phones: readonly string[]; channel: string | undefined },
): Promise<Enrolled[]> {
  const results: Enrolled[] = [];
  for (let next = 0; next < phones.length; next += BATCH) {
    const contacts = phones.slice(next, next + BATCH).map((phone) => ({ phone }));
    const path = `/api/programs/${programId}/enrollments`;
    const { items } = await api.post({ path, schema: enrolledView, body: { contacts, channel } });
    results.push(...items);
  }
  return results;
}

function resultTable(results: readonly Enrolled[], styles: Styles): string {
  const colours = { enrolled: styles.green, continued: styles.green, refused: styles.red };
  const rows = results.map(({ phone, outcome, reason, enrollmentId }) => [
    phone ?? '',
    colours[outcome](outcome),
    reason ?? styles.dim(enrollmentId ?? ''),
  ]);
  return table([{ title: 'contact' }, { title: 'outcome' }, { title: '' }], rows, styles);
}
