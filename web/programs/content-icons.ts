import { Bot, MessageCircle, ScrollText, Webhook, type LucideIcon } from 'lucide-react';
import type { DayContent } from './definition-draft';

/** A sign for each kind of a day's content. */
export const CONTENT_ICONS: Readonly<Record<DayContent['kind'], LucideIcon>> = {
  text: MessageCircle,
  template: ScrollText,
  'bot-trigger': Webhook,
  scenario: Bot,
};
