import { z } from 'zod';
import type { TemplateQuality, TemplateStatus } from '../../domain/templates/template';
import type { EpochMs } from '../../domain/time/moments';
import { templateQualityOf, templateStatusOf } from './list-templates';
import { phoneOfWaId } from './wa-id';
import { changesIn } from './webhook-body';
import type { Change } from './webhook-body';

/** What Meta tells of the account and its people besides messages and delivery reports. */
export type AccountEvent =
  /** What it did not tell of is null; `owner` is the business account. */
  | {
      kind: 'template';
      owner: string;
      name: string;
      language: string;
      status: TemplateStatus | null;
      quality: TemplateQuality | null;
      reason: string | null;
    }
  /** A person stopped marketing messages, or wants them again. */
  | { kind: 'marketing-preference'; from: string; wanted: boolean; at: EpochMs }
  /** A person took another number: the contact moves with it. `providerId` is the notice's own id. */
  | { kind: 'number-changed'; providerId: string; from: string; to: string };

export type AccountEventsParse = { ok: true; events: AccountEvent[] } | { ok: false; problem: string };

const templateName = {
  message_template_name: z.string().min(1),
  message_template_language: z.string().min(1),
};
const statusValue = z.looseObject({
  ...templateName,
  event: z.string(),
  reason: z.string().nullable().default(null),
});
const qualityValue = z.looseObject({ ...templateName, new_quality_score: z.string() });

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

const READERS: Readonly<Record<string, (value: unknown, owner: string) => AccountEvent[]>> = {
  message_template_status_update: templateStatus,
  message_template_quality_update: templateQuality,
  user_preferences: preferences,
  messages: numberChanges,
};

/** The account's events in one webhook; what is none, or is not understood, is left out. */
export function parseWhatsAppCloudAccountEvents(body: unknown): AccountEventsParse {
  const parsed = changesIn(body);
  if (!parsed.ok) return parsed;
  return { ok: true, events: parsed.changes.flatMap(eventsIn) };
}

function eventsIn({ accountId, field, value }: Change): AccountEvent[] {
  const read = Object.hasOwn(READERS, field) ? READERS[field] : undefined;
  return read?.(value, accountId) ?? [];
}

function templateStatus(value: unknown, owner: string): AccountEvent[] {
  const { data } = statusValue.safeParse(value);
  const status = data && templateStatusOf(data.event);
  if (!data || !status) return [];
  const { message_template_name: name, message_template_language: language } = data;
  const reason = data.reason === 'NONE' ? null : data.reason;
  return [{ kind: 'template', owner, name, language, status, quality: null, reason }];
}

function templateQuality(value: unknown, owner: string): AccountEvent[] {
  const { data } = qualityValue.safeParse(value);
  if (!data) return [];
  const { message_template_name: name, message_template_language: language } = data;
  const quality = templateQualityOf(data.new_quality_score);
  return [{ kind: 'template', owner, name, language, status: null, quality, reason: null }];
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
