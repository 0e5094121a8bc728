import { plainWords } from '../messaging/plain-words';
import { BAD_WORDS, GOOD_WORDS, NEGATIONS, STRENGTHS } from './sentiment-words';

/** How far before a feeling a "no" or a "muy" still belongs to it. */
const REACH = 3;
/** Feelings that are one for the other's strength: three bad words are about as bad as it gets. */
const SATURATION = 1.5;

/**
 * How a Spanish or English text feels, from −1 (bad) to 1 (good); null where no word tells. By lists of words, with
 * negation and strength: without a network, the same every time, and blind to irony.
 */
export function sentimentOf(text: string): number | null {
  const words = plainWords(text).split(' ');
  const feelings = words.flatMap((word, place) => {
    const feeling = feelingOf(word);
    if (feeling === 0) return [];
    const before = words.slice(Math.max(0, place - REACH), place);
    const strength = before.reduce((product, near) => product * (STRENGTHS.get(near) ?? 1), 1);
    return [(before.some((near) => NEGATIONS.has(near)) ? -feeling : feeling) * strength];
  });
  if (feelings.length === 0) return null;
  const sum = feelings.reduce((total, feeling) => total + feeling, 0);
  return sum / (Math.abs(sum) + SATURATION);
}

function feelingOf(word: string): number {
  // Plurals and feminine forms of what the lists have.
  const forms = [word, word.replace(/e?s$/, ''), word.replace(/as?$/, 'o'), word.replace(/os$/, 'o')];
  if (forms.some((form) => BAD_WORDS.has(form))) return -1;
  return forms.some((form) => GOOD_WORDS.has(form)) ? 1 : 0;
}
