import type { Client } from 'pg';

/**
 * Has the sweep hand over once more what was handed to Temporal from an instant on: Temporal's copy is a little older
 * than the tables, and a workflow that has it already takes no second notice.
 */
export async function handOverAgain(client: Client, since: Date): Promise<void> {
  await client.query('UPDATE inbound_message SET handled_at = NULL WHERE handled_at >= $1', [since]);
  await client.query('UPDATE progress_report SET delivered_at = NULL WHERE delivered_at >= $1', [since]);
  await client.query('UPDATE enrollment SET started_at = NULL WHERE started_at >= $1', [since]);
}
