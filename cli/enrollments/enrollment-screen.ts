import { enrollmentPlace } from '../api/temporal-ui';
import type { Program } from '../programs/find-program';
import { decisionStyle } from '../programs/run-report';
import type { Styles } from '../terminal/styles';
import { facts, table } from '../terminal/table';
import { distanceText, timeText } from '../terminal/times';
import type { Grid } from './enrollment-grid';
import { drawGrid, gridLegend } from './enrollment-grid';
import type { Enrollment, EnrollmentDetail } from './read-enrollments';

const LOG_LINES = 20;

export interface ScreenInput {
  enrollment: EnrollmentDetail;
  program: Program;
  /** All lines of the decision log instead of the newest. */
  wholeLog: boolean;
  now: number;
}

/** One contact's way through a program, as a person reads it. */
export function enrollmentScreen(input: ScreenInput, styles: Styles): string {
  const { enrollment, program } = input;
  const grid: Grid = {
    rows: enrollment.grid,
    current: isRunning(enrollment) ? { session: enrollment.session, day: enrollment.day } : null,
    titles: program.definition.sessions.map(({ title }) => title),
  };
  return [
    `${styles.bold(enrollment.phone ?? enrollment.contactId)}  ${program.name}`,
    '',
    facts(factsOf(enrollment, input.now, styles), styles),
    '',
    drawGrid(grid, styles),
    '',
    gridLegend(grid, styles),
    '',
    ...decisionLog(input, styles),
  ].join('\n');
}

/** Active and paused enrollments have a current day. */
export function isRunning({ state }: Pick<Enrollment, 'state'>): boolean {
  return state === 'active' || state === 'paused';
}

/** The stage in its colour, with why it is so. */
export function stageText({ state, reason }: Pick<Enrollment, 'state' | 'reason'>, styles: Styles): string {
  const colours = {
    active: styles.green,
    paused: styles.cyan,
    completed: styles.green,
    excluded: styles.red,
    stopped: styles.yellow,
  };
  return `${colours[state](state)}${reason === null || reason === state ? '' : `: ${reason}`}`;
}

function factsOf(enrollment: EnrollmentDetail, now: number, styles: Styles): [string, string][] {
  const { nextEvaluationAt: next, completedDays, totalDays, failedRetries } = enrollment;
  const position = `session ${enrollment.session}, day ${enrollment.day}`;
  return [
    ['stage', stageText(enrollment, styles)],
    ['position', `${position}; ${completedDays} of ${totalDays} days completed`],
    ['failed retries', failedRetries === 0 ? 'none' : styles.yellow(`${failedRetries} in a row`)],
    ['next evaluation', next === null ? '–' : `${timeText(next)}, ${distanceText(next, now)}`],
    ['channel', `${enrollment.channel}, program version ${enrollment.version}`],
    ['enrollment', enrollment.id],
    ['Temporal', enrollmentPlace(enrollment.id)],
  ];
}

function decisionLog({ enrollment, wholeLog }: ScreenInput, styles: Styles): string[] {
  const { decisions } = enrollment;
  if (decisions.length === 0) return [styles.dim('No evaluation yet.')];
  const shown = wholeLog ? decisions : decisions.slice(-LOG_LINES);
  const columns = [
    { title: 'decided' },
    { title: 'program date' },
    { title: 'what, and why' },
    { title: 'send' },
  ];
  const rows = shown.map((decision) => [
    timeText(decision.at),
    decision.localDate ?? '',
    decisionStyle(decision, styles)(decision.line),
    decision.sendState ?? '',
  ]);
  const left = decisions.length - shown.length;
  const more = left > 0 ? [styles.dim(`${left} earlier lines: add --log`)] : [];
  return [...more, table(columns, rows, styles)];
}
