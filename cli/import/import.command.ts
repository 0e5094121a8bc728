import type { Command } from 'commander';
import { Option } from 'commander';
import { connectToApi } from '../api/connection';
import { PROGRAM_HELP } from '../programs/find-program';
import { durationOption } from '../terminal/duration-option';
import { printJson } from '../terminal/print-json';
import { progressLine } from '../terminal/progress-bar';
import { stylesFor } from '../terminal/styles';
import { importReport } from './import-report';
import { publishProgram } from './publish-program';
import { surveyCsv } from './survey-csv';
import { uploadCsv } from './upload-csv';

interface ImportOptions {
  program: string;
  dayLength?: number;
  channel?: string;
  json?: true;
}

/** `hilo import`: contacts from the old script's file, each where it stood. */
export function registerImport(program: Command): void {
  program
    .command('import')
    .description("Take contacts over from the old script's CSV, each where it stood, into a program")
    .argument('<file.csv>', 'twelve columns: numero, sesion, day, enviado … usuario_excluido')
    .requiredOption('--program <program>', `${PROGRAM_HELP}; a file makes or updates it`)
    .option(
      '--day-length <length>',
      'for a demonstration: a copy of the program with days of 20s, 2m or 1h',
      durationOption,
    )
    .addOption(new Option('--channel <channel>', 'how to reach them').choices(['simulator', 'twilio']))
    .option('--json', 'print JSON')
    .addHelpText('after', EXAMPLES)
    .action(importFile);
}

const EXAMPLES = `
Rows that are wrong are reported and stop no other; the exit code is 1 when nobody was imported.

Examples:
  $ hilo import enrollments.csv --program examples/programs/six-sessions.json --day-length 20s
  $ hilo import enrollments.csv --program "Mi tienda digital"`;

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const api = connectToApi();
  const survey = await surveyCsv(file);
  const { program, kind } = await publishProgram(api, options.program, options.dayLength);
  const upload = { file, survey, programId: program.id, channel: options.channel, bar: progressLine() };
  const result = await uploadCsv(api, upload);
  if (result.imported === 0) process.exitCode = 1;
  if (options.json)
    return printJson({
      program: { id: program.id, name: program.name, version: program.version },
      ...result,
    });
  console.log(importReport({ program, kind, result, file, firstPhone: survey.firstPhone }, stylesFor()));
}
