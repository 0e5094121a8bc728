import { plainWords } from '../messaging/plain-words';
import { CURRENCIES, type Money } from './money';

/** Words that agree by themselves, in the languages that people write to a shop in. */
const AGREEING = new Set(
  (
    'si s sip dale ok okay oka confirmo confirmar confirmado confirmalo confirmada claro perfecto listo obvio vale ' +
    'adelante acuerdo supuesto yes yeah yep sure confirm confirmed sim isso oui'
  ).split(' '),
);
/** Words that add nothing to a yes and take nothing from it. */
const BESIDE = new Set(
  (
    'por favor de quiero lo la el los mi pedido compra carrito orden todo esta bien asi muy gracias mandame pasame link ' +
    'i it the my order please thanks thank you obrigado'
  ).split(' '),
);
/** Words with which a message takes back, or asks for something else. */
const RESERVING =
  /\b(no|nao|nop|not|dont|pero|but|sin|salvo|excepto|except|quit\w+|sac(a|o|ar|ame)|cambi\w+|agreg\w+|sum(a|ar|ame|ale)|anad\w+|esper\w+|wait|todavia|aun|mejor|cancel\w*)\b/;
const THUMBS_UP = /[👍👌✅]/u;

/** Whether what a person wrote is a plain yes, and nothing in it takes the yes back. */
export function agrees(said: string): boolean {
  const parts = said.split(/[\n,;.:!?¡¿]+/).map(plainWords);
  if (parts.some((part) => RESERVING.test(part))) return false;
  return THUMBS_UP.test(said) || parts.some(isYes);
}

/** "si hay de la otra" is no yes: every word of the part has to belong to one. */
function isYes(part: string): boolean {
  const words = part.split(' ').map((word) => word.replace(/^sii+$/, 'si'));
  return (
    words.some((word) => AGREEING.has(word)) && words.every((word) => AGREEING.has(word) || BESIDE.has(word))
  );
}

/** Whether a text asked to confirm a purchase of this total. */
export function asksToConfirm(told: string, total: Money): boolean {
  return /\bconf[ie]rm/.test(plainWords(told)) && namesAmount(told, total);
}

/** Whether a text names the amount, however it is written: `$1.200,50`, `1,200.50`, `1200.5`. */
export function namesAmount(text: string, money: Money): boolean {
  return [...text.matchAll(/\d+(?:[.,]\d+)*/g)].some(([number]) =>
    minorsOf(number, CURRENCIES[money.currency]).includes(money.minor),
  );
}

/** What a written number may stand for, in minor units: its last separator may be one of thousands or of decimals. */
function minorsOf(number: string, digits: number): number[] {
  const groups = number.split(/[.,]/);
  const decimals = groups.at(-1) ?? '';
  const whole = groups.slice(1).every(({ length }) => length === 3)
    ? [Number(groups.join('')) * 10 ** digits]
    : [];
  if (groups.length === 1 || decimals.length > digits) return whole;
  return [...whole, Number(`${groups.slice(0, -1).join('')}${decimals.padEnd(digits, '0')}`)];
}
