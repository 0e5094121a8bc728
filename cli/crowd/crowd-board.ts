import type { Behaviour } from '../../domain/programs/behaviour';
import { behaviourName } from '../../domain/programs/behaviour';
import type { Stage } from '../../domain/programs/enrollment';
import { STAGES } from '../../domain/programs/enrollment';
import type { Enrollment } from '../enrollments/read-enrollments';
import { count } from '../terminal/count';
import type { Styles } from '../terminal/styles';
import { table } from '../terminal/table';
import { padEnd, textWidth } from '../terminal/text-width';

export interface Board {
  program: string;
  /** `every 20s`. */
  rhythm: string;
  shape: readonly number[];
  titles: readonly string[];
  enrollments: readonly Enrollment[];
  behaviourOf: (phone: string | null) => Behaviour | null;
  /** The newest events, oldest first. */
  events: readonly string[];
}

const CELL = 7;

/** What the crowd's screen shows: who ended how, by behaviour, and on which day the others stand. */
export function drawBoard(board: Board, styles: Styles): string {
  const { enrollments, program, rhythm } = board;
  return [
    `${styles.bold(program)}  ${styles.dim(`${count(enrollments.length, 'contact')}, one program day ${rhythm}`)}`,
    '',
    outcomes(board, styles),
    '',
    dayCounts(board, styles),
    '',
    ...board.events,
  ].join('\n');
}

function outcomes({ enrollments, behaviourOf }: Board, styles: Styles): string {
  const groups = Map.groupBy(enrollments, ({ phone }) => nameOf(behaviourOf(phone)));
  const row = (name: string, members: readonly Enrollment[]) => [
    name,
    String(members.length),
    ...STAGES.map((stage) => stageCount(members, stage, styles)),
  ];
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'behaviour' },
    { title: 'contacts', ...right },
    ...STAGES.map((title) => ({ title, ...right })),
  ];
  const rows = [...groups].map(([name, members]) => row(name, members));
  return table(columns, [...rows, row('all', enrollments)], styles);
}

function nameOf(behaviour: Behaviour | null): string {
  return behaviour === null ? 'not on the simulator' : behaviourName(behaviour);
}

function stageCount(members: readonly Enrollment[], stage: Stage, styles: Styles): string {
  const number = members.filter(({ state }) => state === stage).length;
  if (number === 0) return styles.dim('·');
  if (stage === 'excluded' || stage === 'stopped') return styles.yellow(String(number));
  return stage === 'completed' ? styles.green(String(number)) : String(number);
}

/** How many of those under way stand on each day. */
function dayCounts({ enrollments, shape, titles }: Board, styles: Styles): string {
  const running = enrollments.filter(({ state }) => state === 'active' || state === 'paused');
  const at = (session: number, day: number) =>
    running.filter((enrollment) => enrollment.session === session && enrollment.day === day).length;
  const names = shape.map((_, index) => `${index + 1}  ${titles[index] ?? ''}`);
  const margin = Math.max(...names.map(textWidth)) + 2;
  const most = Math.max(...shape);
  const heading = Array.from({ length: most }, (_, index) => padEnd(`day ${index + 1}`, CELL)).join('');
  const lines = shape.map((days, index) => {
    const cells = Array.from({ length: days }, (_, day) => cell(at(index + 1, day + 1), styles)).join('');
    return padEnd(names[index] ?? '', margin) + cells;
  });
  return [`${padEnd(styles.dim('under way, by day'), margin)}${styles.dim(heading)}`, ...lines].join('\n');
}

function cell(number: number, styles: Styles): string {
  return padEnd(number === 0 ? styles.dim('·') : styles.bold(String(number)), CELL);
}
