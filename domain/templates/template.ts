import type { ChannelName } from '../messaging/channel-name';

/** Where a provider's approval of a template stands. */
export const TEMPLATE_STATUSES = [
  /** Not given to WhatsApp yet. */
  'unsubmitted',
  'pending',
  'approved',
  /** Approved, and about to be paused for its quality. */
  'flagged',
  'paused',
  'disabled',
  'rejected',
  'deleted',
] as const;
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number];

/** How people take a template, as WhatsApp sees it. */
export const TEMPLATE_QUALITIES = ['high', 'medium', 'low', 'unknown'] as const;
export type TemplateQuality = (typeof TEMPLATE_QUALITIES)[number];

/** A template as its provider lists it. */
export interface ProviderTemplate {
  /** What a send calls it: Twilio's ContentSid, WhatsApp Cloud's `name:language`. */
  template: string;
  name: string;
  language: string;
  /** In small letters, such as `marketing`; null where nobody said. */
  category: string | null;
  status: TemplateStatus;
  quality: TemplateQuality;
  /** Why it was rejected or paused, in the provider's words. */
  reason: string | null;
  /** The approved words, with `{{1}}`; null for what has none. */
  body: string | null;
}

/** Whose templates: a bot with credentials of its own, or the platform's own settings where `botId` is null. */
export interface TemplateSender {
  accountId: string;
  channel: ChannelName;
  botId: string | null;
}

const SENDS_NO_MORE: ReadonlySet<TemplateStatus> = new Set(['paused', 'disabled', 'rejected', 'deleted']);

/** Whether the provider refuses every message with a template of this status: what sends it has to stop. */
export function sendsNoMore(status: TemplateStatus): boolean {
  return SENDS_NO_MORE.has(status);
}
