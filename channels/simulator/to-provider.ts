import { textOf } from '../../domain/messaging/content';
import type { MessageContent } from '../../domain/messaging/content';

/** What the simulated phone shows: the words where they are known, else what stands for them. */
export function toPhone(content: MessageContent): string {
  const text = textOf(content);
  if (text !== null) return text;
  if (content.kind === 'bot-trigger') return `Session ${content.session}, day ${content.day}`;
  if (content.kind !== 'template') throw new Error('Only templates and triggers have no words of their own');
  const values = Object.entries(content.variables).map(([name, value]) => `${name}: ${value}`);
  return [`[${content.template}]`, ...values].join('\n');
}
