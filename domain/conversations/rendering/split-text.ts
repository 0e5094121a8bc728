/** Where a text may be cut, best first: paragraph, line, sentence, word. */
const BORDERS = [/\n[^\S\n]*\n/g, /\n/g, /[.!?…][)"'»”’]*\s/g, /\s/g];
/** A better border is worth a shorter part, down to this share of what fits. */
const LEAST_SHARE = 0.5;

/** Splits a text into parts of at most `limit` UTF-16 units; only white space at the cuts is lost. */
export function splitText(text: string, limit: number): string[] {
  if (text.length <= limit) return [text];
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = borderWithin(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}

/** Splits a text whose last part has a limit of its own: what stands above buttons may be shorter. */
export function splitBeforeLast(text: string, limits: { text: number; last: number }): string[] {
  if (text.length <= limits.last) return [text];
  const whole = text.trim();
  const last = splitText(whole, limits.last).at(-1) ?? '';
  const before = whole.slice(0, whole.length - last.length).trimEnd();
  return before === '' ? [last] : [...splitText(before, limits.text), last];
}

function borderWithin(text: string, limit: number): number {
  // One more than fits: a border may stand right behind the last character.
  const window = text.slice(0, limit + 1);
  for (const border of BORDERS) {
    const least = border === BORDERS.at(-1) ? 1 : Math.ceil(limit * LEAST_SHARE);
    const ends = [...window.matchAll(border)].map((match) => match.index + match[0].trimEnd().length);
    const best = ends.filter((end) => end >= least && end <= limit).at(-1);
    if (best !== undefined) return best;
  }
  return graphemeWithin(text, limit);
}

/** A word longer than a whole message: cut between what a person sees as characters. */
function graphemeWithin(text: string, limit: number): number {
  let cut = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, limit * 2))) {
    if (index + segment.length > limit) break;
    cut = index + segment.length;
  }
  if (cut > 0) return cut;
  // One character made of more than the limit: at least no surrogate pair is torn.
  const beforeLast = text.charCodeAt(limit - 1);
  return limit > 1 && beforeLast >= 0xd800 && beforeLast <= 0xdbff ? limit - 1 : limit;
}
