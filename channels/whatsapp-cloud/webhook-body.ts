import { z } from 'zod';

/** One change of a webhook: what it is about (`messages`, `message_template_status_update` …) and its content. */
export interface Change {
  /** The WhatsApp business account. */
  accountId: string;
  field: string;
  value: unknown;
}

export type ChangesParse = { ok: true; changes: Change[] } | { ok: false; problem: string };

const change = z.looseObject({ field: z.string(), value: z.unknown().optional() });
const envelope = z.looseObject({
  object: z.literal('whatsapp_business_account', { error: 'must be whatsapp_business_account' }),
  entry: z.array(z.looseObject({ id: z.coerce.string(), changes: z.array(change) })),
});

/** Every change of a webhook's body, in order: Meta batches entries, changes and what is in them. */
export function changesIn(body: unknown): ChangesParse {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return { ok: false, problem: z.prettifyError(parsed.error) };
  const changes = parsed.data.entry.flatMap(({ id, changes: ofEntry }) =>
    ofEntry.map(({ field, value }) => ({ accountId: id, field, value })),
  );
  return { ok: true, changes };
}

/** What is wrong with one item of a batch, in words that name its fields and not their values. */
export function problemOf(item: string, error: z.ZodError): string {
  return `${item}: ${z.prettifyError(error)}`;
}
