import type { SentMessage, SentOption } from '../../../domain/conversations/conversation';

/** What a person sees of one message, however its platform shows it. */
export interface Shown {
  /** Kinds, in order. */
  files?: readonly string[];
  text: string;
  /** Labels of buttons, of a list's rows. */
  options?: readonly string[];
}

const NUMBERED = /^\d+\. (?<label>.+)$/;

/**
 * One line for each file, each line of words and each option, the same for every platform: numbered lines are
 * options, and what describes an option, which stands in as many places as there are platforms, is left out.
 */
export function linesOf({ files = [], text, options = [] }: Shown): string[] {
  const words = text.split('\n').map((line) => line.trim());
  const lines = words.filter(
    (line) => line !== '' && !options.some((label) => line.startsWith(`${label} — `)),
  );
  return [
    ...files.map((kind) => `[${kind}]`),
    ...lines.map((line) => {
      const label = NUMBERED.exec(line)?.groups?.['label'];
      return label === undefined ? line : optionLine(label.split(' — ')[0] ?? '');
    }),
    ...options.map(optionLine),
  ];
}

/** The same of a message before it is rendered. */
export function linesSaid(message: SentMessage): string[] {
  const words = message.items.flatMap((item) =>
    item.kind === 'text'
      ? linesOf({ text: item.text })
      : linesOf({ files: [item.kind], text: item.caption ?? '' }),
  );
  return [...words, ...optionsOf(message).map(({ label }) => optionLine(label))];
}

export function optionsOf({ buttons, list }: SentMessage): readonly SentOption[] {
  return buttons ?? list?.rows ?? [];
}

function optionLine(label: string): string {
  return `▸ ${label}`;
}
