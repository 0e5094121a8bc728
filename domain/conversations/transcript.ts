import type { EpochMs } from '../time/moments';
import type { AppointmentRequest, CallRequest, Effect, SentItem, SentMessage } from './conversation';
import { writeDuration } from './duration';

/** An effect in one line, as recordings and terminals show it; what is not said to the person is in brackets. */
export function effectLine(effect: Effect, now: EpochMs): string {
  switch (effect.kind) {
    case 'send':
      return messageLine(effect.message);
    case 'schedule':
      return `(timer in ${writeDuration(effect.at - now)})`;
    case 'cancel':
      return '(timer cancelled)';
    case 'call':
      return requestLine(effect.request);
    case 'agent':
      return effect.message === null ? `(agent: ${effect.goal})` : `(to the agent: ${effect.message})`;
    case 'handoff':
      return `(handoff to ${effect.team ?? 'anybody'}${effect.summary === '' ? '' : `: ${effect.summary}`})`;
    case 'enroll':
      return `(enroll in ${effect.program})`;
    case 'complete':
      return effect.session === null ? '(complete the day)' : `(complete S${effect.session}D${effect.day})`;
    case 'end':
      return `(end: ${effect.outcome})`;
  }
}

function requestLine(request: CallRequest | AppointmentRequest): string {
  if ('do' in request) {
    const { day, at, minutes, about } = request;
    const parts = [day, at, minutes === null ? null : `${minutes} min`, about];
    return `(${['appointment:', request.do, ...parts.filter((part) => part !== null)].join(' ')})`;
  }
  const { method, url, body } = request;
  return `(call ${method} ${url}${body === undefined ? '' : ` ${JSON.stringify(body)}`})`;
}

/** What the person sees: texts, `[image menu]` for files, `[Sí] [No]` for buttons, `{Ver opciones: a | b}` for a list. */
export function messageLine({ items, buttons, list }: SentMessage): string {
  const lines = items.map(itemLine);
  if (buttons) lines.push(buttons.map(({ label }) => `[${label}]`).join(' '));
  if (list) lines.push(`{${list.button}: ${list.rows.map(({ label }) => label).join(' | ')}}`);
  return lines.join('\n');
}

function itemLine(item: SentItem): string {
  if (item.kind === 'text') return item.text;
  const file = `[${item.kind} ${item.media ?? item.url ?? ''}]`;
  return item.caption === undefined ? file : `${file} ${item.caption}`;
}
