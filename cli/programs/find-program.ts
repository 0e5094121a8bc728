import type { z } from 'zod';
import { programDefinitionSchema } from '../../api/routes/programs/programs.schema';
import { programPage, programView } from '../../api/routes/programs/programs.views';
import type { ApiClient } from '../api/api-client';
import { readPages } from '../api/read-pages';
import { matchProgram } from './match-program';
import { readJsonFile } from './read-json-file';

export type Program = z.output<typeof programView>;
export type ListedProgram = z.output<typeof programPage>['items'][number];

export const PROGRAM_HELP = 'a program: its id, the beginning of its name, or the file it was made from';

/** All programs of the account, oldest first. */
export async function listPrograms(api: ApiClient): Promise<ListedProgram[]> {
  const programs: ListedProgram[] = [];
  for await (const program of readPages(api, { path: '/api/programs', schema: programPage }))
    programs.push(program);
  return programs;
}

export async function getProgram(api: ApiClient, id: string): Promise<Program> {
  return api.get({ path: `/api/programs/${id}`, schema: programView });
}

/** The program somebody means; when they name none, the only one there is. */
export async function findProgram(api: ApiClient, wanted: string | undefined): Promise<ListedProgram> {
  const programs = await listPrograms(api);
  if (programs.length === 0) {
    throw new Error(
      'There are no programs yet.\nMake one with: hilo import <file.csv> --program <definition.json>',
    );
  }
  if (wanted === undefined) return onlyOne(programs);
  const match = matchProgram(programs, await nameOf(wanted));
  if (match.kind === 'one') return match.program;
  if (match.kind === 'none') throw new Error(`There is no program "${wanted}". ${choice(programs)}`);
  throw new Error(`"${wanted}" may be any of several programs. ${choice(match.programs)}`);
}

function onlyOne(programs: readonly ListedProgram[]): ListedProgram {
  const [program, ...others] = programs;
  if (program && others.length === 0) return program;
  throw new Error(`Say which program. ${choice(programs)}`);
}

/** A definition's file stands for the program of its name. */
async function nameOf(wanted: string): Promise<string> {
  if (!wanted.endsWith('.json')) return wanted;
  return (await readJsonFile(wanted, programDefinitionSchema)).name;
}

function choice(programs: readonly ListedProgram[]): string {
  return ['There are:', ...programs.map(({ id, name }) => `  ${id}  ${name}`)].join('\n');
}
