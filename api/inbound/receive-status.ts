import type { StatusReport } from '../../channels/channel';
import type { ApiDeps } from '../api-deps';
import { tellOptOut, type ConsentDeps } from './consent';

export type StatusDeps = ConsentDeps & Pick<ApiDeps, 'sendLedger' | 'inboundQueue' | 'now' | 'logger'>;

export interface ReportedStatus {
  /** Whose webhook it was; null for a channel of the environment, which every account shares. */
  accountId: string | null;
  report: StatusReport;
  /** The report's code says that the person wants no messages. */
  optedOut: boolean;
}

/** Merges a delivery report into the ledger; one that tells of an opt-out, however late, suppresses the contact. */
export async function receiveStatus(
  { accountId, report, optedOut }: ReportedStatus,
  deps: StatusDeps,
): Promise<void> {
  const at = deps.now();
  const scoped = accountId === null ? report : { ...report, accountId };
  await deps.sendLedger.merge({ ...scoped, at });
  if (!optedOut) return;
  // Asked for apart from the merge, which moves nothing when the same report comes again.
  const send = await deps.sendLedger.findReported(scoped);
  if (!send) return;
  const wish = { accountId: send.accountId, contactId: send.contactId, at };
  const source = `${report.channel} ${report.code ?? ''}`.trim();
  const news = await deps.consent.optOut({ ...wish, at: new Date(at), source });
  if (news) deps.inboundQueue.add(send.contactId, () => tellOptOut(wish, deps));
}
