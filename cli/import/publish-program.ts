import { programBody, type ProgramBody } from '../../api/routes/programs/programs.schema';
import { programView } from '../../api/routes/programs/programs.views';
import type { ApiClient } from '../api/api-client';
import type { Program } from '../programs/find-program';
import { findProgram, getProgram, listPrograms } from '../programs/find-program';
import { readJsonFile } from '../programs/read-json-file';
import { asDemonstration } from './demonstration';

export interface Publication {
  program: Program;
  /** What it took: nothing, when the same definition was there. */
  kind: 'made' | 'new version' | 'there';
}

/**
 * The program that contacts are to be enrolled in: of a definition's file it is made, or given a new version
 * when the definition changed; an id or a name must be there. With `dayLength` it is its demonstration.
 */
export async function publishProgram(
  api: ApiClient,
  wanted: string,
  dayLength: number | undefined,
): Promise<Publication> {
  if (wanted.endsWith('.json')) {
    const definition = await readJsonFile(wanted, programBody);
    return publish(api, dayLength === undefined ? definition : asDemonstration(definition, dayLength));
  }
  const program = await getProgram(api, (await findProgram(api, wanted)).id);
  if (dayLength === undefined) return { program, kind: 'there' };
  return publish(api, asDemonstration(program.definition, dayLength));
}

async function publish(api: ApiClient, definition: ProgramBody): Promise<Publication> {
  const known = (await listPrograms(api)).find(({ name }) => name === definition.name);
  if (!known) {
    const program = await api.post({ path: '/api/programs', schema: programView, body: definition });
    return { program, kind: 'made' };
  }
  // The same definition again makes no version.
  const program = await api.put({ path: `/api/programs/${known.id}`, schema: programView, body: definition });
  return { program, kind: program.version === known.version ? 'there' : 'new version' };
}
