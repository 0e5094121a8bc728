import type { Command } from 'commander';
import { compareTraces } from '../../domain/programs/compare-traces';
import type { SimulationInput } from '../../domain/programs/simulate';
import { simulate } from '../../domain/programs/simulate';
import type { SimulationResult } from '../../domain/programs/simulation-totals';
import type { RunFaithful } from './faithful-run';
import type { SimulateOptions } from './read-simulation';
import { localDate, readSimulation, wholeNumber } from './read-simulation';
import { agreementReport, simulationJson, simulationReport } from './simulation-report';

/** More than these would take the production workflows longer than anybody waits. */
const FAITHFUL_CONTACTS = 50;

/** Registers `hilo simulate`; `runFaithful` plays the same contacts through the production workflows. */
export function registerSimulate(program: Command, deps: { runFaithful?: RunFaithful } = {}): void {
  program
    .command('simulate')
    .description('Play a whole program with synthetic contacts, on the production rules, in seconds')
    .argument('<program.json>', 'the program, such as examples/programs/six-sessions.json')
    .option('--contacts <n>', 'how many contacts take part', wholeNumber(1, 1_000_000), 1000)
    .option('--behaviour <file>', 'who behaves how, such as examples/behaviours/mixed.json')
    .option(
      '--days <n>',
      'local dates to play; until nothing more happens when left out',
      wholeNumber(1, 10_000),
    )
    .option('--seed <n>', 'another seed is another draw of contacts', wholeNumber(0, 4_294_967_295), 1)
    .option('--from <date>', 'the first local date; today when left out', localDate)
    .option('--json', 'print one line of JSON, with the sends of each contact')
    .option(
      '--faithful',
      `also run through the real workflows (at most ${FAITHFUL_CONTACTS} contacts) and compare`,
    )
    .action(async (file: string, options: SimulateOptions) => {
      await runSimulate(file, options, deps.runFaithful);
    });
}

async function runSimulate(file: string, options: SimulateOptions, runFaithful?: RunFaithful): Promise<void> {
  if (options.faithful && !runFaithful) {
    throw new Error('This hilo has no workflows to run: leave --faithful out.');
  }
  if (options.faithful && options.contacts > FAITHFUL_CONTACTS) {
    throw new Error(
      `--faithful takes at most ${FAITHFUL_CONTACTS} contacts: add --contacts 12, for example.`,
    );
  }
  const input = await readSimulation(file, options, Date.now());
  const started = performance.now();
  const result = simulate(input);
  const seconds = (performance.now() - started) / 1000;
  const { name } = input.calendar.definition;
  if (options.json) process.stdout.write(`${simulationJson(name, result, seconds)}\n`);
  else console.log(simulationReport(name, result, seconds));
  if (options.faithful && runFaithful)
    await compare(input, result, { runFaithful, json: options.json === true });
}

async function compare(
  input: SimulationInput,
  result: SimulationResult,
  { runFaithful, json }: { runFaithful: RunFaithful; json: boolean },
): Promise<void> {
  const byWorkflows = await runFaithful({ ...input, played: result.traces });
  const disagreements = compareTraces(result.traces, byWorkflows);
  const report = agreementReport(result.contacts, disagreements);
  // With --json standard output keeps its one line.
  if (json) console.error(report);
  else console.log(`\n${report}`);
  if (disagreements.length > 0) process.exitCode = 1;
}
