import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { luxonZoneClock } from '../../activities/zone-clock';
import { behavioursSchema } from '../../api/routes/programs/behaviours.schema';
import { programDefinitionSchema } from '../../api/routes/programs/programs.schema';
import type { SimulationInput } from '../../domain/programs/simulate';
import { readJsonFile } from './read-json-file';

/** The options of `hilo simulate` as commander hands them over. */
export interface SimulateOptions {
  contacts: number;
  behaviour?: string;
  days?: number;
  seed: number;
  from?: string;
  json?: boolean;
  faithful?: boolean;
}

/** Reads the files a simulation names; throws one error that says what is wrong in which file. */
export async function readSimulation(
  file: string,
  options: SimulateOptions,
  now: number,
): Promise<SimulationInput> {
  const definition = await readJsonFile(file, programDefinitionSchema);
  const { mix } = options.behaviour
    ? await readJsonFile(options.behaviour, behavioursSchema)
    : { mix: [{ weight: 1, behaviour: { kind: 'always-answer' as const } }] };
  const { timezone } = definition;
  const startsAt = options.from ? luxonZoneClock.toInstant(options.from, '00:00', timezone) - 1 : now;
  return {
    calendar: { definition, clock: luxonZoneClock, anchor: startsAt },
    contacts: options.contacts,
    mix,
    seed: options.seed,
    startsAt,
    ...(options.days !== undefined && { days: options.days }),
  };
}

/** A commander parser of whole numbers from `min` to `max`. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

/** A commander parser of dates. */
export function localDate(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Give a date as 2026-03-02.');
}
