import { setCurrentDetails } from '@temporalio/workflow';
import type { CheckoutView } from './contract';

/** What a person reads of a checkout in the Temporal Web UI. */
export function showCheckout({ status, expiresAt }: CheckoutView): void {
  const lines = [`**${status}**`];
  if (status === 'pending') lines.push(`Waits for its payment until ${new Date(expiresAt).toISOString()}`);
  setCurrentDetails(lines.join('\n\n'));
}
