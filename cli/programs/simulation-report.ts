import type { Disagreement } from '../../domain/programs/compare-traces';
import type { ContactTrace } from '../../domain/programs/simulate-contact';
import type { SimulationResult, StageCounts } from '../../domain/programs/simulation-totals';

const BAR_WIDTH = 40;
/** Contacts named in a line before the rest are only counted. */
const NAMED = 8;

/** What a person reads after a simulation. */
export function simulationReport(name: string, result: SimulationResult, seconds: number): string {
  const { contacts, messages, refusals, days } = result;
  const span = days.length === 0 ? 'no day' : `${days[0]?.date} to ${days.at(-1)?.date}`;
  return [
    `${name}: ${number(contacts)} contacts, ${span}, ${number(messages)} messages, ${number(refusals)} refused, in ${seconds.toFixed(2)} s`,
    '',
    ...outcomeTable(result),
    '',
    ...dayChart(result),
    '',
    ...exclusionLines(result.traces),
    ...undeliverableLines(result.traces),
  ].join('\n');
}

/** The same as one line of JSON; traces only where they are asked for, because they are long. */
export function simulationJson(name: string, result: SimulationResult, seconds: number): string {
  const contactDays = result.days.length * result.contacts;
  return JSON.stringify({ program: name, contactDays, seconds: Number(seconds.toFixed(2)), ...result });
}

/** How the production workflows compared with the rules. */
export function agreementReport(contacts: number, disagreements: readonly Disagreement[]): string {
  if (disagreements.length === 0)
    return `The workflows agree with the rules, contact by contact (${contacts}).`;
  const lines = disagreements.map(({ contact, difference }) => `  contact ${contact}: ${difference}`);
  return [
    `The workflows disagree with the rules for ${disagreements.length} of ${contacts} contacts:`,
    ...lines,
  ].join('\n');
}

function outcomeTable({ contacts, outcomes, behaviours }: SimulationResult): string[] {
  const width = Math.max(9, ...behaviours.map(({ behaviour }) => behaviour.length));
  const row = (label: string, cells: (string | number)[]): string =>
    [label.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(' ');
  const counts = ({ completed, excluded, stopped, active }: StageCounts): number[] => [
    completed,
    excluded,
    stopped,
    active,
  ];
  return [
    row('behaviour', ['contacts', 'completed', 'excluded', 'stopped', 'active']),
    ...behaviours.map((group) => row(group.behaviour, [group.contacts, ...counts(group.outcomes)])),
    row('all', [contacts, ...counts(outcomes)]),
  ];
}

function dayChart({ days }: SimulationResult): string[] {
  const most = Math.max(1, ...days.map(({ sent }) => sent));
  const line = ({ date, sent, refused, excluded }: SimulationResult['days'][number]): string => {
    const bar = '█'.repeat(sent === 0 ? 0 : Math.max(1, Math.round((sent / most) * BAR_WIDTH)));
    const also = [
      refused > 0 && `${number(refused)} refused`,
      excluded > 0 && `${number(excluded)} excluded`,
    ];
    return `${date} ${number(sent).padStart(7)} ${bar} ${also.filter(Boolean).join(', ')}`.trimEnd();
  };
  return ['Messages a day', ...days.map(line)];
}

function exclusionLines(traces: readonly ContactTrace[]): string[] {
  const byDate = new Map<string, number[]>();
  for (const { excludedOn, contact } of traces) {
    if (excludedOn !== null) byDate.set(excludedOn, [...(byDate.get(excludedOn) ?? []), contact]);
  }
  if (byDate.size === 0) return ['Nobody was excluded.'];
  const dates = [...byDate].sort(([a], [b]) => a.localeCompare(b));
  return ['Excluded', ...dates.map(([date, contacts]) => `${date} ${named(contacts)}`)];
}

function undeliverableLines(traces: readonly ContactTrace[]): string[] {
  const stuck = traces.filter(({ undeliverable }) => undeliverable !== null).map(({ contact }) => contact);
  return stuck.length === 0 ? [] : [`Undeliverable, for an operator to look at: ${named(stuck)}`];
}

function named(contacts: readonly number[]): string {
  const more = contacts.length > NAMED ? ` and ${number(contacts.length - NAMED)} more` : '';
  const word = contacts.length === 1 ? 'contact' : 'contacts';
  return `${number(contacts.length)} ${word}: ${contacts.slice(0, NAMED).join(', ')}${more}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
