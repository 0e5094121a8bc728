import type { Operator } from '../../../db/repositories/operators';
import type { ApiDeps } from '../../api-deps';
import { presentOperator } from './operators.presenter';

const INVITATION_MS = 7 * 24 * 3_600_000;

export const SHOWN_ONCE = { headers: { 'cache-control': 'no-store' } };

/** Lets an operator choose a password, and says with what; earlier invitations of the same one stop working. */
export async function invitationOf(
  operator: Operator,
  { operators, now }: Pick<ApiDeps, 'operators' | 'now'>,
) {
  const expiresAt = new Date(now() + INVITATION_MS);
  const token = await operators.invite(operator, expiresAt);
  return { operator: presentOperator(operator), token, expiresAt: expiresAt.toISOString() };
}
