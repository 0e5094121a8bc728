import { useMessages } from '../language/language';
import type { EnrollmentDetail } from './programs-data';
import { programsMessages } from './programs.messages';
import { whyMessages, type WhyWords } from './why.messages';
import { whyWords } from './why-words';

type Decision = EnrollmentDetail['decisions'][number];

interface Told {
  t: (typeof programsMessages)['en' | 'es'];
  w: WhyWords;
  place: string;
  attempt: string;
  why: string;
  line: string;
}

/** By what was decided and what became of it, or by the latter alone. */
const WORDS: Readonly<Record<string, (told: Told) => string>> = {
  'send sent': ({ t, w, place, attempt, line }) => {
    const sent = t.sentAs(place, attempt);
    return line.endsWith(', moved on after a failed retry') ? w.movedOn(sent) : sent;
  },
  'send refused': ({ w, place, attempt, why }) => w.refused(place, attempt, why),
  'wait recorded': ({ t, place }) => t.waitsFor(place),
  'exclude recorded': ({ w, why }) => w.excluded(why),
  'skip recorded': ({ w, why }) => w.skipped(why),
  'progress completed': ({ t, place }) => t.completedAs(place),
  'progress reached': ({ t, place }) => t.reachedAs(place),
  'operator pause': ({ w, why }) => w.paused(why),
  'operator exclude': ({ w, why }) => w.excluded(why),
  'operator resume': ({ w }) => w.resumed,
  'operator retry-day': ({ w }) => w.again,
  held: ({ w, why }) => w.held(why),
  'opted-out': ({ w }) => w.optedOut,
  superseded: ({ w }) => w.superseded,
};

/** A line of the decision log in the language of who looks; one of a kind that is not known here as the log has it. */
export function useDecisionWords(): (decision: Decision) => string {
  const t = useMessages(programsMessages);
  const w = useMessages(whyMessages);
  return ({ kind, outcome, session, day, attempt, line }) => {
    const say = WORDS[`${kind} ${outcome}`] ?? WORDS[outcome];
    const place = session === null || day === null ? '' : t.place(String(session), String(day));
    const why = whyWords(w, line.slice(line.indexOf(': ') + 2));
    return say?.({ ...{ t, w, place, why, line }, attempt: String(attempt ?? 1) }) ?? line;
  };
}
