import type { ChoiceOption } from '../../messaging/content';
import type { SentMessage, SentOption } from '../conversation';
import type { Rendering } from './rendering';
import { wordsFor } from './rendering';

/** How a channel shows the options of a message. */
export type ChoicesForm =
  | { kind: 'buttons'; options: ChoiceOption[]; described: string[] }
  | { kind: 'list'; options: ChoiceOption[]; open: string }
  | { kind: 'lines'; lines: string };

interface Asked {
  as: 'buttons' | 'list';
  options: ChoiceOption[];
  open: string;
}

/**
 * Buttons or a list as asked for, else the other of the two, else numbered lines. No label is ever shortened: two
 * could become the same. Null when there is nothing to choose.
 */
export function choicesForm(message: SentMessage, rendering: Rendering): ChoicesForm | null {
  const asked = askedOf(message, rendering);
  if (asked.options.length === 0) return null;
  const problems = { buttons: againstButtons(asked, rendering), list: againstList(asked, rendering) };
  const order = asked.as === 'buttons' ? (['buttons', 'list'] as const) : (['list', 'buttons'] as const);
  const shown = order.find((form) => problems[form] === null);
  const why = problems[asked.as] ?? '';
  const { length } = asked.options;
  if (shown === undefined) {
    rendering.note(`${length} options became numbered lines: ${why}`);
    return { kind: 'lines', lines: asked.options.map(numberedLine).join('\n') };
  }
  if (shown !== asked.as) {
    rendering.note(`${asked.as} of ${length} became ${shown === 'list' ? 'a list' : 'buttons'}: ${why}`);
  }
  return shown === 'list' ? asList(asked, rendering) : asButtons(asked.options);
}

function askedOf({ buttons, list }: SentMessage, { language }: Rendering): Asked {
  const options = (buttons ?? list?.rows ?? []).map(optionOf);
  const open = (list?.button ?? '').trim() || wordsFor('open', language);
  return { as: buttons ? 'buttons' : 'list', options, open };
}

/** An option without a word on it would be refused: its id stands for it. */
function optionOf({ id, label, description = '' }: SentOption): ChoiceOption {
  const named = { id, label: label.trim() || id };
  return description.trim() === '' ? named : { ...named, description: description.trim() };
}

function againstButtons({ options }: Asked, { capabilities: { buttons } }: Rendering): string | null {
  if (!buttons) return 'the channel has no buttons';
  if (options.length > buttons.most) return `the channel shows at most ${buttons.most} buttons`;
  return againstLabels(options, buttons.label);
}

function againstList({ options }: Asked, { capabilities: { list } }: Rendering): string | null {
  if (!list) return 'the channel has no lists';
  if (options.length > list.rows) return `the channel shows at most ${list.rows} rows`;
  if (options.some(({ description = '' }) => description.length > list.description)) {
    return `a description is longer than ${list.description} characters`;
  }
  return againstLabels(options, list.label);
}

function againstLabels(options: readonly ChoiceOption[], longest: number): string | null {
  if (options.some(({ label }) => label.length > longest)) {
    return `a label is longer than ${longest} characters`;
  }
  const labels = new Set(options.map(({ label }) => label));
  return labels.size < options.length ? 'two labels are the same' : null;
}

function asList({ options, open }: Asked, { capabilities, language, note }: Rendering): ChoicesForm {
  const longest = capabilities.list?.open ?? 0;
  if (open.length <= longest) return { kind: 'list', options, open };
  note(`what opens the list became other words: longer than ${longest} characters`);
  return { kind: 'list', options, open: wordsFor('open', language).slice(0, longest) };
}

/** Buttons have no room for descriptions: they go above them. */
function asButtons(options: readonly ChoiceOption[]): ChoicesForm {
  return {
    kind: 'buttons',
    options: options.map(({ id, label }) => ({ id, label })),
    described: options.filter(({ description }) => description !== undefined).map(described),
  };
}

function numberedLine(option: ChoiceOption, index: number): string {
  return `${index + 1}. ${described(option)}`;
}

function described({ label, description }: ChoiceOption): string {
  return description === undefined ? label : `${label} — ${description}`;
}
