import { z } from 'zod';
import type { Operator } from '../../../db/repositories/operators';
import type { ApiDeps } from '../../api-deps';
import { presentOperator } from './operators.presenter';

const INVITATION_MS = 7 * 24 * 3_600_000;

export const SHOWN_ONCE = { headers: { 'cache-control': 'no-store' } };

type InvitationDeps = Pick<ApiDeps, 'operators' | 'now' | 'sendEmail' | 'publicBaseUrl' | 'logger'>;

/**
 * Lets an operator choose a password, and says with what; earlier invitations of the same one stop working. Where
 * there is a mail server, a login that is an address of email gets it there too.
 */
export async function invitationOf(operator: Operator, deps: InvitationDeps) {
  const expiresAt = new Date(deps.now() + INVITATION_MS);
  const token = await deps.operators.invite(operator, expiresAt);
  void mail(operator, token, deps);
  return { operator: presentOperator(operator), token, expiresAt: expiresAt.toISOString() };
}

/** Tried once, beside the answer: whoever invites has the token, and can hand it over without a mail server. */
async function mail(
  { id, login, accountId }: Operator,
  token: string,
  { sendEmail, publicBaseUrl, now, logger }: InvitationDeps,
): Promise<void> {
  if (!sendEmail || !z.email().safeParse(login).success) return;
  const text = textWith(`${publicBaseUrl}/invitation#${token}`);
  const key = `invitation-${id}-${now()}`;
  const result = await sendEmail({ key, to: [login], subject: 'Hilo: invitación · invitation', text });
  if (result.kind === 'taken') return;
  logger.warn({ accountId, operatorId: id, detail: result.detail }, 'an invitation could not be mailed');
}

/** Nobody knows yet which language the operator reads. */
function textWith(address: string): string {
  return [
    'Elija su contraseña de Hilo en esta dirección, dentro de una semana:',
    'Choose your password for Hilo at this address, within a week:',
    `\n${address}\n`,
    'Si no esperaba esta invitación, no haga nada. · If you did not expect it, do nothing.\n',
  ].join('\n');
}
