import type { SimulatedMessage } from '../simulator/follow-messages';

type Said = Pick<SimulatedMessage, 'text' | 'files' | 'choices' | 'choice'>;

/** All of a message as a terminal can show it: files by their names, and what can be chosen by number. */
export function wordsOf({ text, files, choices, choice }: Said): string {
  const tapped = choice !== null && text === '' ? [`▸ ${choice}`] : [];
  return [
    ...files.flatMap(fileLines),
    ...(text === '' ? [] : [text]),
    ...tapped,
    ...choiceLines(choices),
  ].join('\n');
}

function fileLines({ kind, fileName, url, mediaId, caption }: SimulatedMessage['files'][number]): string[] {
  const name = fileName ?? url ?? mediaId ?? 'a file';
  return [`📎 ${name} (${kind})`, ...(caption === null ? [] : [caption])];
}

/** `[1] Sí`: the number, or the words, can be typed as an answer. */
function choiceLines(choices: SimulatedMessage['choices']): string[] {
  if (!choices) return [];
  const lines = choices.options.map(({ label, description }, index) => {
    const more = description === null ? '' : ` — ${description}`;
    return `[${index + 1}] ${label}${more}`;
  });
  return choices.open === null ? lines : [`≡ ${choices.open}`, ...lines];
}
