import { plainWords } from '../../domain/messaging/plain-words';
import { readQuantity } from '../../domain/shop/quantity-words';
import { lastSaid, type Conversation } from './conversation';
import { nameWords, productsOf, type ListedProduct } from './results';
import { WHICH_ONE } from './texts';

/** A numbered product that the person was shown. */
export interface Option {
  number: number;
  name: string;
  /** How many they had asked for when it was listed. */
  quantity: number | null;
}

export interface Choice {
  option: Option;
  quantity: number;
}

const LINE = /^\s*(\d{1,2})[.)]\s+(.+?)\s+[-–—]\s+\S/;
const HEADING = /\((\d{1,3}) unidades\):\s*$/;
/** A list counts as long as so many messages of ours lie after it. */
const LIST_AGE = 4;

/** The products of the last list, whoever wrote it; empty when there was none lately. */
export function shownOptions({ before }: Conversation): Option[] {
  const ours = before.filter(({ by }) => by === 'model').slice(-LIST_AGE);
  for (const { text } of ours.toReversed()) {
    const options = optionsIn(text);
    if (options.length > 0) return options;
  }
  return [];
}

/** Whether the person answers a list that was just shown, so that a bare number is a choice. */
export function answersList(conversation: Conversation): boolean {
  const last = lastSaid(conversation);
  return last === WHICH_ONE || optionsIn(last).length > 0;
}

function optionsIn(text: string): Option[] {
  let quantity: number | null = null;
  return text.split('\n').flatMap((line) => {
    const heading = HEADING.exec(line);
    if (line.trimEnd().endsWith(':')) quantity = heading ? Number(heading[1]) : null;
    const found = LINE.exec(line);
    return found ? [{ number: Number(found[1]), name: (found[2] ?? '').trim(), quantity }] : [];
  });
}

/** What a listed product is, if a tool said so within the prompt. */
export function knownProduct(conversation: Conversation, name: string): ListedProduct | null {
  const runs = [...conversation.earlier, ...conversation.now].filter((run) => run.name === 'search_products');
  for (const run of runs.toReversed()) {
    const found = productsOf(run).find((product) => product.name === name);
    if (found) return found;
  }
  return null;
}

const ORDINALS: readonly [RegExp, number][] = [
  [/\b(primer|primera|primero)\b/, 1],
  [/\b(segunda|segundo)\b/, 2],
  [/\b(tercer|tercera|tercero)\b/, 3],
  [/\b(cuarta|cuarto)\b/, 4],
  [/\b(quinta|quinto)\b/, 5],
  [/\b(ultima|ultimo)\b/, -1],
];
const NUMBERED = /\b(?:la|el|las|los|opcion|opciones|numero|nro|n|item)\s+(\d{1,2})\b/;
const BARE = /^(\d{1,2})$/;
const AMOUNT_BEHIND = /\bx\s*(\d{1,4})\b|\b(\d{1,4})\s*(?:x|unidades)\b/;

/** Which of the options a message takes, and how many of each; `bare` lets a number alone be a choice. */
export function readChoices(text: string, options: readonly Option[], bare: boolean): Choice[] {
  if (options.length === 0) return [];
  return text.split(/\s+y\s+|[,;+&\n]/i).flatMap((part): Choice[] => {
    const plain = plainWords(part);
    const number = numberIn(plain, bare);
    const option = number === null ? byName(plain, options) : at(options, number);
    if (!option) return [];
    return [{ option, quantity: amountIn(plain, number) ?? option.quantity ?? 1 }];
  });
}

/** The place that a message names; null for none. */
export function numberIn(plain: string, bare: boolean): number | null {
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(plain))?.[1];
  if (ordinal !== undefined) return ordinal;
  const numbered = NUMBERED.exec(plain)?.[1] ?? (bare ? BARE.exec(plain)?.[1] : undefined);
  return numbered === undefined ? null : Number(numbered);
}

function at(options: readonly Option[], number: number): Option | undefined {
  return number < 0 ? options.at(-1) : options.find((option) => option.number === number);
}

/** "dos de la primera", "la 1 x3"; a number that only says which one is no amount. */
function amountIn(plain: string, number: number | null): number | null {
  const behind = AMOUNT_BEHIND.exec(plain);
  if (behind) return Number(behind[1] ?? behind[2]);
  const before = /^(.*?)\b(?:de|del)\b/.exec(plain)?.[1];
  if (before !== undefined) return readQuantity(before);
  return number === null ? readQuantity(plain.replace(/^(la|el|un|una)\s/, '')) : null;
}

/** The one option whose name has most of the message's words; undefined when two have as many, or none any. */
export function byName<T extends { name: string }>(plain: string, options: readonly T[]): T | undefined {
  const said = new Set(nameWords(plain));
  const scored = options
    .map((option) => ({ option, score: nameWords(option.name).filter((word) => said.has(word)).length }))
    .toSorted((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || first.score === 0 || first.score === second?.score) return undefined;
  return first.option;
}
