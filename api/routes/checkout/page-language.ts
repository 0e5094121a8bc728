import type { Language } from '../../../domain/messaging/opt-out-words';

/** The first language that the page speaks among those of a list, the likeliest first; null where it speaks none. */
export function spokenOf(tags: readonly (string | null | undefined)[]): Language | null {
  for (const tag of tags) {
    const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
    if (primary === 'es' || primary === 'en') return primary;
  }
  return null;
}

/** The languages of an Accept-Language header (RFC 9110, 12.5.4), the most wanted first, without those refused. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, MOST_READ)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((each) => each.trim());
      const weight = parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
      return { tag, weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag);
}

/** Characters of the header; a browser sends far fewer. */
const MOST_READ = 500;
