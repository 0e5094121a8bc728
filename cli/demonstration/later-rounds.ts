import { enrolledView } from '../../api/routes/enrollments/enrollments.schema';
import { programBody } from '../../api/routes/programs/programs.schema';
import type { ApiClient } from '../api/api-client';
import { demonstrationName } from '../import/demonstration';
import { publishProgram } from '../import/publish-program';
import { getProgram, listPrograms, type Program } from '../programs/find-program';
import { readJsonFile } from '../programs/read-json-file';
import { example } from './filling';

/** How many rounds follow the first: a month and more of them, and then what is there is enough. */
export const MOST_ROUNDS = 30;

const FILE = example('programs/six-sessions.json');
/** Of a day of the later rounds, in seconds: each takes more than a day, and hardly any rows. */
const DAY_LENGTH = 3600;

/** Who takes part in each round, under a number of their own; the last one never answers. */
const PEOPLE = [
  'Rosa Mejía',
  'Jairo Cárdenas',
  'Nubia Ortiz',
  'Hernán Salazar',
  'Gloria Zapata',
  'Iván Murillo',
  'Teresa Úsuga',
  'Álvaro Pineda',
];

/** The program as the demonstration began it, whatever it says by now; null where there is none of its name. */
export async function findShown(api: ApiClient, dayLength: number): Promise<Program | null> {
  const { name } = await readJsonFile(FILE, programBody);
  const wanted = demonstrationName(name, dayLength);
  const found = (await listPrograms(api)).find((program) => program.name === wanted);
  return found ? getProgram(api, found.id) : null;
}

/** Has new people begin the program with slow days; whoever is in it already stays where they are. */
export async function beginRound(api: ApiClient, round: number): Promise<Program> {
  const program = (await findShown(api, DAY_LENGTH)) ?? (await publishProgram(api, FILE, DAY_LENGTH)).program;
  const contacts = PEOPLE.map((name, place) => ({ name, phone: phoneOf(round, place) }));
  await api.post({
    path: `/api/programs/${program.id}/enrollments`,
    schema: enrolledView,
    body: { contacts, channel: 'simulator' },
  });
  return program;
}

/** Numbers that begin with 57300111 0 never answer (examples/behaviours/tour.json). */
function phoneOf(round: number, place: number): string {
  const ordinal = round * PEOPLE.length + place;
  return `${place === PEOPLE.length - 1 ? '+573001110' : '+573001117'}${String(ordinal).padStart(3, '0')}`;
}
