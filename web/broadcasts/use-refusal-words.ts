import { useMessages } from '../language/language';
import { refusalMessages } from './refusal.messages';

interface Refused {
  reason: string;
  /** The sentence of the API, which names the place or the line that is meant. */
  detail: string;
}

/** What is wrong with a row in the language of who looks; of a reason that is not known here, the sentence of the API. */
export function useRefusalWords(): (refused: Refused) => string {
  const t = useMessages(refusalMessages);
  return ({ reason, detail }) => {
    const place = /\{\{.+?\}\}/.exec(detail)?.[0] ?? t.message;
    const [first = '', second = ''] = detail.replace(place, '').match(/\d+/g) ?? [];
    const words: Readonly<Record<string, string>> = {
      'bad-address': t.badAddress,
      duplicate: t.sameAs(first),
      'missing-variable': t.noValue(place),
      'bad-variable': t.badValue(place),
      'too-long': t.tooLong(place, first),
      cells: t.cells(first, second),
      'opted-out': t.optedOut,
      excluded: t.excluded,
    };
    return words[reason] ?? detail;
  };
}
