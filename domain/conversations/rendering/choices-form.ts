import type { ChoiceOption } from '../../messaging/content';
import type { SentMessage, SentOption } from '../conversation';
import type { Hindrance } from './changes';
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
  const why = problems[asked.as];
  const { length: count } = asked.options;
  if (shown === undefined) {
    if (why) rendering.note({ code: 'options-as-lines', count, why });
    return { kind: 'lines', lines: asked.options.map(numberedLine).join('\n') };
  }
  if (shown !== asked.as && why) {
    rendering.note({ code: shown === 'list' ? 'buttons-as-list' : 'list-as-buttons', count, why });
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

function againstButtons({ options }: Asked, { capabilities: { buttons } }: Rendering): Hindrance | null {
  if (!buttons) return { code: 'no-buttons' };
  if (options.length > buttons.most) return { code: 'too-many-buttons', most: buttons.most };
  return againstLabels(options, buttons.label);
}

function againstList({ options }: Asked, { capabilities: { list } }: Rendering): Hindrance | null {
  if (!list) return { code: 'no-lists' };
  if (options.length > list.rows) return { code: 'too-many-rows', most: list.rows };
  if (options.some(({ description = '' }) => description.length > list.description)) {
    return { code: 'long-description', most: list.description };
  }
  return againstLabels(options, list.label);
}

function againstLabels(options: readonly ChoiceOption[], longest: number): Hindrance | null {
  if (options.some(({ label }) => label.length > longest)) {
    return { code: 'long-label', most: longest };
  }
  const labels = new Set(options.map(({ label }) => label));
  return labels.size < options.length ? { code: 'same-labels' } : null;
}

function asList({ options, open }: Asked, { capabilities, language, note }: Rendering): ChoicesForm {
  const longest = capabilities.list?.open ?? 0;
  if (open.length <= longest) return { kind: 'list', options, open };
  note({ code: 'opener-replaced', most: longest });
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
