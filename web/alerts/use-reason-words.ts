import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { reasonMessages } from './reason.messages';

type Found = Pick<View<'Alert'>, 'reason' | 'why'> & { subject?: string | null };

/** What a rule found, in the language of who looks; an old alert has only the sentence it was raised with. */
export function useReasonWords(): (found: Found) => string {
  const t = useMessages(reasonMessages);
  const { number } = useFormats();
  const parts: Readonly<Record<string, string>> = t.subjects;
  /** `channel twilio` in words; what has none, such as a platform, stays as it is. */
  const nameOf = (subject: string) => {
    const [kind = '', ...name] = subject.split(' ');
    return parts[subject] ?? [parts[kind] ?? kind, ...name].join(' ');
  };
  return ({ reason, why, subject }) => {
    const it = nameOf(subject ?? '');
    switch (reason?.kind) {
      case 'keywords':
        return t.keywords(reason.words.join(', '));
      case 'pattern':
        return t.pattern(reason.pattern);
      case 'sentiment':
        return t.sentiment(number(reason.score));
      case 'no-answer':
        return t.noAnswer(it, number(reason.count));
      case 'failures':
        return t.failures(it, number(reason.count), number(reason.of));
      case 'stopped-itself':
        return t.stoppedItself(it);
      case 'lets-nobody-in':
        return t.letsNobodyIn(it);
      case 'not-signed':
        return t.notSigned(it, number(reason.count));
      case 'waits':
        return t.waits(it, number(reason.minutes));
      case undefined:
        return why;
    }
  };
}
