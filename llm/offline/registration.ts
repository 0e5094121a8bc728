import { plainWords } from '../../domain/messaging/plain-words';
import { normalizeEmail, normalizeName } from '../../domain/shop/person';
import { lastSaid, ranNow, type Conversation } from './conversation';
import { afterRunning, type Move } from './move';
import { messageOf, succeeded, userOf } from './results';
import { ASK_NAME, ASK_NAME_AGAIN, askEmail, FAILED, WRONG_EMAIL } from './texts';

/** What the last message asked the person for; null for nothing about who they are. */
export function askedFor(conversation: Conversation): 'name' | 'email' | null {
  return askedIn(lastSaid(conversation));
}

function askedIn(text: string): 'name' | 'email' | null {
  if (!text.includes('?')) return null;
  const plain = plainWords(text);
  if (/\b(email|e mail|mail|correo)\b/.test(plain)) return 'email';
  return /\b(como te llamas|como se llama|tu nombre|su nombre)\b/.test(plain) ? 'name' : null;
}

/** The name of whoever writes, '' where it is not known; null while nobody knows whether they are registered. */
export function knownUser({ earlier, now }: Conversation): string | null {
  const runs = [...earlier, ...now].filter(succeeded);
  const created = runs.findLast(({ name }) => name === 'create_user');
  if (created) return userOf(created) ?? '';
  return (
    runs.map((run) => (run.name === 'search_users' ? userOf(run) : null)).findLast((name) => name !== null) ??
    null
  );
}

/** Goes on with the name of a registered person; asks whoever is not registered who they are. */
export function withUser(conversation: Conversation, goOn: (name: string) => Move): Move {
  const known = knownUser(conversation);
  if (known !== null || !conversation.tools.has('search_users')) return goOn(known ?? '');
  return afterRunning(conversation, { name: 'search_users', otherwise: FAILED }, () => ({ say: ASK_NAME }));
}

/** The answer to "¿cómo te llamás?"; whoever gives the email with it is registered at once. */
export function takeName(conversation: Conversation, goOn: (name: string) => Move): Move {
  const name = readName(conversation.text);
  if (name === null) return { say: ASK_NAME_AGAIN };
  const email = readEmail(conversation.text);
  return email === null ? { say: askEmail(name) } : register(conversation, { name, email }, goOn);
}

/** The answer to "¿y tu email?". */
export function takeEmail(conversation: Conversation, goOn: (name: string) => Move): Move {
  const email = readEmail(conversation.text);
  if (email === null) return { say: WRONG_EMAIL };
  const name = givenName(conversation);
  if (name === null) return { say: ASK_NAME_AGAIN };
  return register(conversation, { name, email }, goOn);
}

function register(
  conversation: Conversation,
  values: { name: string; email: string },
  goOn: (name: string) => Move,
): Move {
  return afterRunning(conversation, { name: 'create_user', values, otherwise: FAILED }, (run) =>
    succeeded(run) ? goOn(values.name) : { say: `${messageOf(run) ?? ''} ${WRONG_EMAIL}`.trim() },
  );
}

/** What the person answered when they were last asked their name. */
function givenName({ before }: Conversation): string | null {
  for (let index = before.length - 1; index > 0; index -= 1) {
    const [question, answer] = [before[index - 1], before[index]];
    if (answer?.by !== 'contact' || question?.by !== 'model' || askedIn(question.text) !== 'name') continue;
    const name = readName(answer.text);
    if (name !== null) return name;
  }
  return null;
}

const INTRODUCTION = /^\W*(?:(?:hola|buenas)\W+)?(?:me llamo|mi nombre es|soy|yo soy|ll[aá]mame|es)\s+/i;
const MOST_WORDS = 5;

/** A name as people give it: "soy Juan Pérez", "Juan". Null for what is none. */
export function readName(text: string): string | null {
  const written = text
    .replace(/\S+@\S+/g, ' ')
    .replace(INTRODUCTION, '')
    .replace(/(?:\s(?:y|e)\s|,).*$/su, '')
    .replace(/[.!¡]+/g, ' ')
    .trim();
  const name = normalizeName(written);
  if (name === null || name.split(' ').length > MOST_WORDS || !/^[\p{L}\p{M}'’ -]{2,60}$/u.test(name))
    return null;
  return name.replace(/(^|[\s-])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** The email in a text, where there is one and it can be one. */
export function readEmail(text: string): string | null {
  const written = /\S+@\S+/.exec(text)?.[0];
  return written === undefined ? null : normalizeEmail(written.replace(/^[<(["']+|[>)\]"']+$/g, ''));
}

/** Whether somebody was registered in this very turn. */
export function justRegistered(conversation: Conversation): boolean {
  const run = ranNow(conversation, 'create_user');
  return run !== undefined && succeeded(run);
}
