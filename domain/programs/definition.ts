import type { BotTriggerContent, ScenarioContent, TemplateContent, TextContent } from '../messaging/content';
import type { LocalTime } from '../time/moments';

/**
 * What one day of a program sends. A bot trigger and a scenario take session and day from their place in the
 * program; a scenario is played by one of the account's bots, and its end completes the day.
 */
export type DayContent =
  | Pick<TextContent, 'kind' | 'text'>
  | TemplateContent
  | Pick<BotTriggerContent, 'kind'>
  | Pick<ScenarioContent, 'kind' | 'bot' | 'scenario'>;

export interface ProgramDay {
  /** 1–7, consecutive from 1. */
  number: number;
  title: string;
  content: DayContent;
}

export interface ProgramSession {
  /** 1–52, consecutive from 1. */
  number: number;
  title: string;
  days: ProgramDay[];
}

/** The rules a program runs by; `DEFAULT_POLICY` holds the seed's values. */
export interface ProgramPolicy {
  /** Sends of one day to one contact, the first included. */
  maxAttemptsPerDay: number;
  /** Failed retries in a row that exclude for ever. */
  excludeAfterFailedRetries: number;
  whenAttemptsRunOut: 'wait' | 'advance';
  /** Pause between two sends of the program, over all workers. 0 switches pacing off. */
  sendIntervalMs: number;
  /** `send-once`: a missed evaluation is made up the same day until `misfireGrace`; `skip`: it is not. */
  misfire: 'send-once' | 'skip';
  misfireGrace: LocalTime;
  contactHours: 'any' | 'co-ley-2300';
  /** `reply`: any answer to the day's message completes it; `reported`: only the progress endpoint or table. */
  completion: 'reply' | 'reported';
  /** For demonstrations: one program day every so many seconds. */
  dayLength?: number;
}

export interface ProgramDefinition {
  name: string;
  /** IANA zone. */
  timezone: string;
  sendAt: LocalTime;
  /** ISO weekdays on which evaluations happen; all seven when absent. */
  weekdays?: number[];
  sessions: ProgramSession[];
  policy: ProgramPolicy;
}

export const DEFAULT_POLICY: ProgramPolicy = {
  maxAttemptsPerDay: 2,
  excludeAfterFailedRetries: 2,
  whenAttemptsRunOut: 'wait',
  sendIntervalMs: 2000,
  misfire: 'send-once',
  misfireGrace: '19:00',
  contactHours: 'any',
  completion: 'reply',
};

/** What the rules need of a definition; small enough to travel through a workflow's history. */
export interface ProgramRules {
  /** Days of each session in order: `[5, 5, 5, 5, 5, 5]`. */
  shape: number[];
  maxAttemptsPerDay: number;
  excludeAfterFailedRetries: number;
  whenAttemptsRunOut: 'wait' | 'advance';
}

/** The rules of one version of a program. */
export function rulesOf(definition: ProgramDefinition): ProgramRules {
  const { maxAttemptsPerDay, excludeAfterFailedRetries, whenAttemptsRunOut } = definition.policy;
  return {
    shape: definition.sessions.map((session) => session.days.length),
    maxAttemptsPerDay,
    excludeAfterFailedRetries,
    whenAttemptsRunOut,
  };
}

const DAY_SECONDS = 86_400;

/** Milliseconds between two sends of a program; a day shortened for a demonstration shortens them in proportion. */
export function sendIntervalOf({ sendIntervalMs, dayLength }: ProgramPolicy): number {
  return dayLength === undefined ? sendIntervalMs : Math.floor((sendIntervalMs * dayLength) / DAY_SECONDS);
}
