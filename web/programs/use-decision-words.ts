import { useMessages } from '../language/language';
import { programsMessages } from './programs.messages';
import type { EnrollmentDetail } from './programs-data';

type Decision = EnrollmentDetail['decisions'][number];

/** A line of the decision log in the language of who looks; a rarer one as the log has it, in English. */
export function useDecisionWords(): (decision: Decision) => string {
  const t = useMessages(programsMessages);
  return ({ kind, outcome, session, day, attempt, line }) => {
    if (session === null || day === null) return line;
    const place = t.place(String(session), String(day));
    switch (`${kind} ${outcome}`) {
      case 'send sent':
        return t.sentAs(place, String(attempt ?? 1));
      case 'wait recorded':
        return t.waitsFor(place);
      case 'progress completed':
        return t.completedAs(place);
      case 'progress reached':
        return t.reachedAs(place);
      default:
        return line;
    }
  };
}
