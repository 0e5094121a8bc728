import type { LocalDate } from '../time/moments';
import { behaviourName } from './behaviour';
import type { Stage } from './enrollment';
import type { ContactTrace } from './simulate-contact';

export type StageCounts = Record<Stage, number>;

export interface SimulationResult {
  contacts: number;
  /** Messages the provider took, and attempts it refused. */
  messages: number;
  refusals: number;
  outcomes: StageCounts;
  /** Contacts stuck on a day whose attempts were all refused; they count as active. */
  undeliverable: number;
  days: { date: LocalDate; sent: number; refused: number; excluded: number }[];
  behaviours: { behaviour: string; contacts: number; outcomes: StageCounts }[];
  traces: ContactTrace[];
}

/** Counts over any set of traces. */
export function totalsOf(traces: ContactTrace[]): SimulationResult {
  return {
    contacts: traces.length,
    messages: traces.reduce((total, trace) => total + trace.sends.length, 0),
    refusals: traces.reduce((total, trace) => total + trace.refused.length, 0),
    outcomes: countStages(traces),
    undeliverable: traces.filter((trace) => trace.undeliverable !== null).length,
    days: countDays(traces),
    behaviours: countBehaviours(traces),
    traces,
  };
}

function countStages(traces: readonly ContactTrace[]): StageCounts {
  const counts: StageCounts = { active: 0, paused: 0, completed: 0, excluded: 0, stopped: 0 };
  for (const { stage } of traces) counts[stage] += 1;
  return counts;
}

function countDays(traces: readonly ContactTrace[]): SimulationResult['days'] {
  const days = new Map<LocalDate, SimulationResult['days'][number]>();
  const count = (date: LocalDate, what: 'sent' | 'refused' | 'excluded'): void => {
    const day = days.get(date) ?? { date, sent: 0, refused: 0, excluded: 0 };
    day[what] += 1;
    days.set(date, day);
  };
  for (const { sends, refused, excludedOn } of traces) {
    for (const { date } of sends) count(date, 'sent');
    for (const { date } of refused) count(date, 'refused');
    if (excludedOn !== null) count(excludedOn, 'excluded');
  }
  return [...days.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function countBehaviours(traces: readonly ContactTrace[]): SimulationResult['behaviours'] {
  const groups = new Map<string, ContactTrace[]>();
  for (const trace of traces) {
    const name = behaviourName(trace.behaviour);
    const members = groups.get(name);
    if (members) members.push(trace);
    else groups.set(name, [trace]);
  }
  return [...groups]
    .map(([behaviour, members]) => ({ behaviour, contacts: members.length, outcomes: countStages(members) }))
    .sort((a, b) => b.contacts - a.contacts || a.behaviour.localeCompare(b.behaviour));
}
