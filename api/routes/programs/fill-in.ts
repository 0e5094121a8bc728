import type { ProgramDefinition } from '../../../domain/programs/definition';
import type { ApiDeps } from '../../api-deps';
import { invalidRequest, type Problem } from '../../problems';
import { programDefinitionSchema, type ProgramBody } from './programs.schema';

/** The program as it is published: contact hours that it does not name are those of the account's contact policy. */
export async function fillIn(
  accountId: string,
  { policy, ...body }: ProgramBody,
  { business }: Pick<ApiDeps, 'business'>,
): Promise<ProgramDefinition | Problem> {
  const { contactHours } = (await business.current(accountId)).settings.contactPolicy;
  const filled = { ...body, policy: { ...(contactHours !== null && { contactHours }), ...policy } };
  const read = programDefinitionSchema.safeParse(filled);
  return read.success ? read.data : invalidRequest(read.error, 'body');
}
