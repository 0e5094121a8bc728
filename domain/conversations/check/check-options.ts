import { plainWords } from '../../messaging/plain-words';
import type { Text } from '../scenario';
import { MOST_BUTTONS } from '../say';
import type { AskStep, MessageStep, Step } from '../steps';
import type { StepFinding } from './finding';
import { error, quote, warning } from './finding';

/** WhatsApp's limits, the narrowest of the channels: https://developers.facebook.com/docs/whatsapp/cloud-api */
const BUTTON_LABEL = 20;
const ROW_LABEL = 24;
const MOST_ROWS = 10;

interface Options {
  labels: Text[];
  /** Characters of one label. */
  longest: number;
}

/** Buttons, list rows and choices: how many, how long, and whether a written answer names only one. */
export function optionFindings(step: Step): StepFinding[] {
  const { labels, longest } = optionsOf(step);
  const tooLong = labels.flatMap(wordsOf).filter((label) => label.length > longest);
  return [
    ...(labels.length > MOST_ROWS
      ? [
          warning(
            'over-limit',
            `${labels.length} options are more than the ${MOST_ROWS} a list holds: they become a numbered text.`,
          ),
        ]
      : []),
    ...tooLong.map((label) =>
      warning(
        'over-limit',
        `the label ${quote(label)} is longer than the ${longest} characters WhatsApp shows: shorten it.`,
      ),
    ),
    ...(isAmbiguous(labels)
      ? [
          error(
            'ambiguous-choice',
            'two options have the same label, so a written answer could mean both: rename one.',
          ),
        ]
      : []),
  ];
}

function wordsOf(label: Text): string[] {
  return typeof label === 'string' ? [label] : Object.values(label);
}

/** A label is read in every language, whichever the conversation has. */
function isAmbiguous(labels: readonly Text[]): boolean {
  const all = labels.flatMap((label) => [...new Set(wordsOf(label).map(plainWords))]);
  return new Set(all).size < all.length;
}

function optionsOf(step: Step): Options {
  if (step.kind === 'message') return messageOptions(step);
  return step.kind === 'ask' ? askOptions(step) : { labels: [], longest: BUTTON_LABEL };
}

function messageOptions({ buttons = [], list }: MessageStep): Options {
  const options = [...buttons, ...(list?.rows ?? [])];
  return { labels: options.map(({ label }) => label), longest: list ? ROW_LABEL : BUTTON_LABEL };
}

function askOptions({ answer }: AskStep): Options {
  if (answer.kind !== 'choice') return { labels: [], longest: BUTTON_LABEL };
  const show = answer.show ?? (answer.choices.length > MOST_BUTTONS ? 'list' : 'buttons');
  const longest = { buttons: BUTTON_LABEL, list: ROW_LABEL, text: Infinity }[show];
  return { labels: answer.choices.map(({ label }) => label), longest };
}
