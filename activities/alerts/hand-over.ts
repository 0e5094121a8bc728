import type { ActionResult } from '../../domain/alerts/action-course';
import type { AlertNotice } from '../../domain/alerts/alert-notice';
import type { AlertsDeps } from './alerts-deps';

const HOUR_MS = 3_600_000;

/** Hands an alert's conversation to a person; one that a person has already stays as it is. */
export async function handOver(
  { dialogs, handOff, clock }: Pick<AlertsDeps, 'dialogs' | 'handOff' | 'clock'>,
  { accountId, notice, hours }: { accountId: string; notice: AlertNotice; hours: number | null },
): Promise<ActionResult> {
  const { dialogId } = notice;
  const dialog = dialogId === null ? null : await dialogs.get(accountId, dialogId);
  if (!dialog) return { kind: 'failed', reason: 'there is no conversation to hand over', lasting: true };
  if (dialog.handoff !== null) return { kind: 'done' };
  const until = hours === null ? null : (await clock()) + hours * HOUR_MS;
  const answer = await handOff(
    { accountId, dialogId: dialog.id },
    { until, reason: `alert: ${notice.rule.name}` },
  );
  switch (answer.kind) {
    case 'updated':
      return { kind: 'done' };
    case 'refused':
      return { kind: 'failed', reason: answer.refusal, lasting: true };
    case 'unavailable':
      return { kind: 'failed', reason: 'the conversation could not be reached', lasting: false };
  }
}
