import type { Choice } from './answer-rules';
import type { SentItem, SentMessage, SentOption } from './conversation';
import type { Text } from './scenario';
import type { AskStep, Item, MessageStep, Spoken } from './steps';
import type { TurnRun } from './turn-run';
import { textIn } from './turn-run';

/** More buttons than these do not fit on one message of most channels; more choices become a list. */
export const MOST_BUTTONS = 3;

const LIST_BUTTON: Text = { es: 'Ver opciones', en: 'See options' };
const YES: Text = { es: 'Sí', en: 'Yes' };
const NO: Text = { es: 'No', en: 'No' };

/** Sends what a step says, if it says anything. */
export function say(run: TurnRun, spoken: Spoken, extra: Pick<SentMessage, 'buttons' | 'list'> = {}): void {
  send(run, itemsOf(run, spoken), extra);
}

/** Sends a message with its buttons or its list. */
export function sayMessage(run: TurnRun, step: MessageStep): void {
  const { buttons, list } = step;
  say(run, step, {
    ...(buttons && { buttons: buttons.map((button) => optionOf(run, button)) }),
    ...(list && {
      list: { button: textIn(run, list.button), rows: list.rows.map((row) => optionOf(run, row)) },
    }),
  });
}

/** Sends a question, with its choices as buttons, list or numbered lines. */
export function sayQuestion(run: TurnRun, step: AskStep, instead?: Text): void {
  const { answer } = step;
  const spoken = instead === undefined ? step : { text: instead };
  if (answer.kind === 'yes-no') {
    const buttons = [
      { id: 'yes', label: textIn(run, YES) },
      { id: 'no', label: textIn(run, NO) },
    ];
    return say(run, spoken, { buttons });
  }
  if (answer.kind !== 'choice') return say(run, spoken);
  const options = answer.choices.map((choice) => optionOf(run, choice));
  const show = answer.show ?? (options.length <= MOST_BUTTONS ? 'buttons' : 'list');
  if (show === 'buttons') return say(run, spoken, { buttons: options });
  if (show === 'text') return send(run, withNumberedLines(itemsOf(run, spoken), options), {});
  say(run, spoken, { list: { button: textIn(run, answer.button ?? LIST_BUTTON), rows: options } });
}

function itemsOf(run: TurnRun, { text, items = [] }: Spoken): SentItem[] {
  const first: Item[] = text === undefined ? [] : [{ kind: 'text', text }];
  return [...first, ...items].map((item) => itemOf(run, item));
}

function itemOf(run: TurnRun, item: Item): SentItem {
  if (item.kind === 'text') return { kind: 'text', text: textIn(run, item.text) };
  const { caption, ...file } = item;
  return caption === undefined ? file : { ...file, caption: textIn(run, caption) };
}

function optionOf(run: TurnRun, { id, label, description }: Omit<Choice, 'next'>): SentOption {
  const option = { id, label: textIn(run, label) };
  return description === undefined ? option : { ...option, description: textIn(run, description) };
}

function send(run: TurnRun, items: SentItem[], extra: Pick<SentMessage, 'buttons' | 'list'>): void {
  if (items.length > 0) run.effects.push({ kind: 'send', message: { items, ...extra } });
}

/** The choices under the question's text. */
function withNumberedLines([first, ...rest]: SentItem[], options: readonly SentOption[]): SentItem[] {
  const lines = options.map(({ label }, index) => `${index + 1}. ${label}`).join('\n');
  if (first?.kind !== 'text') return [...(first ? [first] : []), ...rest, { kind: 'text', text: lines }];
  return [{ kind: 'text', text: `${first.text}\n${lines}` }, ...rest];
}
