import type { EpochMs } from '../../domain/time/moments';
import type { ApiDeps } from '../api-deps';

export interface OptOut {
  accountId: string;
  contactId: string;
  at: EpochMs;
}

type ConsentDeps = Pick<ApiDeps, 'contacts' | 'enrollments' | 'enrollmentStarter'>;

/**
 * Writes the wish down first, which alone keeps every later message back, then tells the running enrollments.
 * One that cannot be told stops at its next evaluation.
 */
export async function optContactOut({ accountId, contactId, at }: OptOut, deps: ConsentDeps): Promise<void> {
  await deps.contacts.optOut(accountId, contactId, new Date(at));
  for (const { id } of await deps.enrollments.ofContact(accountId, contactId)) {
    await deps.enrollmentStarter.reportOptOut(id, at);
  }
}
