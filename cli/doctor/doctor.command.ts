import type { Command } from 'commander';
import { printJson } from '../terminal/print-json';
import { stylesFor, type Styles } from '../terminal/styles';
import { table } from '../terminal/table';
import { examine } from './examine';
import type { Finding } from './finding';

/** `hilo doctor`: what is wrong with this Hilo, and what to do about it. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('Check settings, database, Temporal, workers, webhooks and credentials; says what to do')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nEnds with 1 when something failed, so that a deployment can wait for it.')
    .action(doctor);
}

async function doctor({ json }: { json?: true }): Promise<void> {
  const findings = await examine();
  const ok = findings.every(({ verdict }) => verdict !== 'fail');
  if (json === true) printJson({ ok, findings });
  else console.log(findingsTable(findings, stylesFor()));
  if (!ok) process.exitCode = 1;
}

/** A line a finding; under what is not well, what to do. */
function findingsTable(findings: readonly Finding[], styles: Styles): string {
  const colours = { ok: styles.green, warn: styles.yellow, fail: styles.red };
  const rows = findings.flatMap(({ check, verdict, says, remedy }) => [
    [colours[verdict](verdict), check, says],
    ...(remedy === null ? [] : [['', '', styles.dim(`→ ${remedy}`)]]),
  ]);
  return table([{ title: '' }, { title: 'check' }, { title: 'finding' }], rows, styles);
}
