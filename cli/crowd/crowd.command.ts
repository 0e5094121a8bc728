import type { Command } from 'commander';
import { behavioursSchema } from '../../api/routes/programs/behaviours.schema';
import { connectToApi } from '../api/connection';
import type { Enrollment } from '../enrollments/read-enrollments';
import type { Program } from '../programs/find-program';
import { findProgram, getProgram, PROGRAM_HELP } from '../programs/find-program';
import { readJsonFile } from '../programs/read-json-file';
import { writeDuration } from '../terminal/duration-option';
import { liveBlock } from '../terminal/live-block';
import { stylesFor } from '../terminal/styles';
import type { CrowdInput } from './crowd';
import { runCrowd } from './crowd';
import type { Board } from './crowd-board';
import { drawBoard } from './crowd-board';
import { eventLine } from './event-line';
import type { People } from './people';
import { createPeople } from './people';

interface CrowdOptions {
  program?: string;
  json?: true;
}

const DAY_S = 86_400;
const EVENTS = 8;

/** `hilo crowd`: people of the simulator who answer by behaviour. */
export function registerCrowd(program: Command): void {
  program
    .command('crowd')
    .description('Let simulated people answer a program, each by a behaviour; ends when all are finished')
    .argument('<behaviours.json>', 'who behaves how, such as examples/behaviours/tour.json')
    .option('--program <program>', PROGRAM_HELP)
    .option('--json', 'one event a line, as JSON')
    .addHelpText('after', '\nExample:\n  $ hilo crowd examples/behaviours/tour.json')
    .action(crowd);
}

async function crowd(file: string, options: CrowdOptions): Promise<void> {
  const behaviours = await readJsonFile(file, behavioursSchema);
  const api = connectToApi();
  const program = await getProgram(api, (await findProgram(api, options.program)).id);
  const left = new AbortController();
  process.once('SIGINT', () => left.abort());
  const dayMs = (program.definition.policy.dayLength ?? DAY_S) * 1000;
  const people = createPeople(behaviours, dayMs);
  const screen = options.json
    ? jsonScreen()
    : process.stdout.isTTY
      ? boardScreen(program, people)
      : lineScreen();
  const input = { api, programId: program.id, people, dayMs, signal: left.signal };
  screen.end(await runCrowd({ ...input, ...screen.hooks }));
}

interface Screen {
  hooks: Pick<CrowdInput, 'onEvent' | 'onEnrollments'>;
  end(finished: boolean): void;
}

const nothing = () => undefined;

function jsonScreen(): Screen {
  const onEvent = (event: unknown) => console.log(JSON.stringify(event));
  return { hooks: { onEvent, onEnrollments: nothing }, end: nothing };
}

function lineScreen(): Screen {
  const styles = stylesFor();
  let last: readonly Enrollment[] = [];
  return {
    hooks: {
      onEvent: (event) => console.log(eventLine(event, styles)),
      onEnrollments: (enrollments) => {
        last = enrollments;
      },
    },
    end: (finished) => console.log(closingLine(finished, last)),
  };
}

function boardScreen(program: Program, people: People): Screen {
  const styles = stylesFor();
  const block = liveBlock();
  const { definition, name } = program;
  const { dayLength } = definition.policy;
  const board: Board = {
    program: name,
    rhythm: dayLength === undefined ? 'each day' : `every ${writeDuration(dayLength)}`,
    shape: definition.sessions.map(({ days }) => days.length),
    titles: definition.sessions.map(({ title }) => title),
    enrollments: [],
    behaviourOf: (phone) => (phone === null ? null : (people.get(phone)?.behaviour ?? null)),
    events: [],
  };
  const redraw = () => block.draw(drawBoard(board, styles));
  return {
    hooks: {
      onEvent: (event) => {
        board.events = [...board.events, eventLine(event, styles)].slice(-EVENTS);
        redraw();
      },
      onEnrollments: (enrollments) => {
        board.enrollments = enrollments;
        redraw();
      },
    },
    end: (finished) => console.log(`\n${closingLine(finished, board.enrollments)}`),
  };
}

function closingLine(finished: boolean, enrollments: readonly Enrollment[]): string {
  const stages = Map.groupBy(enrollments, ({ state }) => state);
  const counts = [...stages].map(([stage, members]) => `${members.length} ${stage}`).join(', ');
  return `${finished ? 'Everybody is finished' : 'Left before everybody was finished'}: ${counts || 'nobody is enrolled'}.`;
}
