import { z } from 'zod';
import type { EpochMs } from '../../domain/time/moments';
import { phoneOfWaId } from './wa-id';
import { changesIn } from './webhook-body';
import type { Change } from './webhook-body';

/** `paused` and `disabled` templates are refused at every send: what sends them has to stop. */
export type TemplateStatus = 'approved' | 'paused' | 'disabled' | 'rejected' | 'deleted' | 'flagged';

/** What Meta tells of the account and its people besides messages and delivery reports. */
export type AccountEvent =
  | { kind: 'template-status'; template: string; status: TemplateStatus; reason: string | null }
  /** A person stopped marketing messages, or wants them again. */
  | { kind: 'marketing-preference'; from: string; wanted: boolean; at: EpochMs }
  /** A person took another number: the contact moves with it. `providerId` is the notice's own id. */
  | { kind: 'number-changed'; providerId: string; from: string; to: string };

export type AccountEventsParse = { ok: true; events: AccountEvent[] } | { ok: false; problem: string };

const TEMPLATE_STATUSES: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  REJECTED: 'rejected',
  PENDING_DELETION: 'deleted',
  DELETED: 'deleted',
  FLAGGED: 'flagged',
};

const templateValue = z.looseObject({
  event: z.string(),
  message_template_name: z.string().min(1),
  message_template_language: z.string().min(1),
  reason: z.string().nullable().default(null),
});

const preference = z.looseObject({
  wa_id: z.string().default(''),
  user_id: z.string().default(''),
  category: z.literal('marketing_messages'),
  value: z.enum(['stop', 'resume']),
  timestamp: z.coerce.number().positive(),
});
const preferencesValue = z.looseObject({ user_preferences: z.array(z.unknown()) });

const systemMessage = z.looseObject({
  id: z.string().min(1),
  type: z.literal('system'),
  from: z.string(),
  system: z.looseObject({ type: z.literal('user_changed_number'), wa_id: z.string() }),
});
const messagesValue = z.looseObject({ messages: z.array(z.unknown()) });

const READERS: Readonly<Record<string, (value: unknown) => AccountEvent[]>> = {
  message_template_status_update: templateStatus,
  user_preferences: preferences,
  messages: numberChanges,
};

/** The account's events in one webhook; what is none, or is not understood, is left out. */
export function parseWhatsAppCloudAccountEvents(body: unknown): AccountEventsParse {
  const parsed = changesIn(body);
  if (!parsed.ok) return parsed;
  return { ok: true, events: parsed.changes.flatMap(eventsIn) };
}

function eventsIn({ field, value }: Change): AccountEvent[] {
  const read = Object.hasOwn(READERS, field) ? READERS[field] : undefined;
  return read?.(value) ?? [];
}

function templateStatus(value: unknown): AccountEvent[] {
  const { data } = templateValue.safeParse(value);
  if (!data || !Object.hasOwn(TEMPLATE_STATUSES, data.event)) return [];
  const status = TEMPLATE_STATUSES[data.event];
  if (status === undefined) return [];
  const template = `${data.message_template_name}:${data.message_template_language}`;
  const reason = data.reason === 'NONE' ? null : data.reason;
  return [{ kind: 'template-status', template, status, reason }];
}

function preferences(value: unknown): AccountEvent[] {
  const items = preferencesValue.safeParse(value).data?.user_preferences ?? [];
  return items.flatMap((item): AccountEvent[] => {
    const { data } = preference.safeParse(item);
    const from = data && (phoneOfWaId(data.wa_id) ?? data.user_id);
    if (!data || !from) return [];
    const wanted = data.value === 'resume';
    return [{ kind: 'marketing-preference', from, wanted, at: data.timestamp * 1000 }];
  });
}

function numberChanges(value: unknown): AccountEvent[] {
  const items = messagesValue.safeParse(value).data?.messages ?? [];
  return items.flatMap((item): AccountEvent[] => {
    const { data } = systemMessage.safeParse(item);
    const from = data && phoneOfWaId(data.from);
    const to = data && phoneOfWaId(data.system.wa_id);
    return from && to ? [{ kind: 'number-changed', providerId: data.id, from, to }] : [];
  });
}
