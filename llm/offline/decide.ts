import { plainWords } from '../../domain/messaging/plain-words';
import {
  askedForMore,
  askedToConfirm,
  checkOut,
  clearCart,
  finish,
  leave,
  payLink,
  removeFromCart,
  showCart,
} from './cart';
import type { Classify } from './classify';
import { lastSaid, type Conversation } from './conversation';
import { afterRunning, type Move } from './move';
import { answersList, readChoices, shownOptions, type Choice } from './options';
import type { Topic } from './phrases';
import { askedFor, takeEmail, takeName, withUser } from './registration';
import { readRequests, type Request } from './requests';
import { succeeded } from './results';
import { choose, search, searchOffers } from './shopping';
import { endTask, hasTask, HAND_OVER, isBeyond, RESULTS } from './task';
import {
  FAILED,
  HANDED_OVER,
  HELP,
  KEPT,
  NO_FILES,
  NO_PERSON,
  OFF_TOPIC,
  registered,
  RUDE,
  THANKS,
  WHAT_ELSE,
  WHICH_ONE,
} from './texts';
import { isRude, isWorldly, readYesNo, ruledTopic } from './topic-rules';

/** No turn of this model has more tools than this; more is a tool that keeps failing. */
const MOST_RUNS = 8;

/** The offline model's next move: the same for the same conversation, always. */
export async function decideMove(conversation: Conversation, classify: Classify): Promise<Move> {
  const excuse = excuseFrom(conversation);
  if (excuse) return excuse;
  const plain = plainWords(conversation.text);
  const ruled = ruledTopic(plain);
  if (ruled === 'person') return handOver(conversation);
  const asked = ruled === 'leave' ? null : askedFor(conversation);
  if (asked === 'email') return takeEmail(conversation, (name) => resume(conversation, name));
  if (asked === 'name' && ruled === null) {
    return takeName(conversation, (name) => resume(conversation, name));
  }
  if (plain === '') return { say: HELP };
  const answer = answerToQuestion(conversation, plain, ruled);
  if (answer) return answer;
  return byTopic(conversation, ruled ?? (await guessTopic(conversation.text, classify)));
}

/** What there is to say where nothing can be done, whatever was written. */
function excuseFrom(conversation: Conversation): Move | null {
  if (conversation.now.length > MOST_RUNS) return { say: FAILED };
  if (isBeyond(conversation)) return giveUp(conversation);
  return conversation.onlyFiles ? cannotOpen(conversation) : null;
}

/** What was asked before is asked again, for it is still open. */
function cannotOpen(conversation: Conversation): Move {
  const asked = lastSaid(conversation).replace(`${NO_FILES} `, '');
  return { say: `${NO_FILES} ${asked.includes('?') ? asked : HELP}` };
}

/** What would change something is not done on a guess. */
async function guessTopic(text: string, classify: Classify): Promise<Topic> {
  if (isRude(plainWords(text))) return 'none';
  const topic = await classify(text);
  return topic === 'remove' || topic === 'clear' ? 'none' : topic;
}

/** A yes, a no or a choice, where the last message asked for one. */
function answerToQuestion(conversation: Conversation, plain: string, ruled: Topic | null): Move | null {
  const answer = readYesNo(plain);
  if (askedToConfirm(conversation)) {
    if (answer === 'yes') return checkOut(conversation);
    if (answer === 'no') return { say: KEPT };
  }
  const choices = choicesOf(conversation, ruled);
  if (choices.length > 0) return choose(conversation, choices);
  if (askedForMore(conversation)) {
    if (answer === 'no' || ruled === 'leave' || plain === 'listo') return finish(conversation);
    if (answer === 'yes') return { say: WHAT_ELSE };
  }
  return null;
}

/** Only what neither asks for something new nor takes something away can be a choice of what was listed. */
function choicesOf(conversation: Conversation, ruled: Topic | null): Choice[] {
  if (ruled !== null && ruled !== 'buy') return [];
  const options = shownOptions(conversation);
  const listed = answersList(conversation);
  const choices = readChoices(conversation.text, options, listed);
  // "quiero leche" after a list of something else starts a new search; "quiero la segunda" does not.
  return listed || /\b(primer|segund|tercer|cuart|quint|ultim|opci)/.test(plainWords(conversation.text))
    ? choices
    : [];
}

function byTopic(conversation: Conversation, topic: Topic): Move {
  switch (topic) {
    case 'person':
      return handOver(conversation);
    case 'greeting':
      return { say: `¡Hola! ¿Qué querés comprar hoy? ${HELP}` };
    case 'buy':
      return buy(conversation, readRequests(conversation.text));
    case 'offers':
      return searchOffers(conversation, readRequests(conversation.text)[0]?.query ?? '');
    case 'cart':
      return showCart(conversation);
    case 'finish':
      return finish(conversation);
    case 'remove':
      return removeFromCart(conversation);
    case 'clear':
      return clearCart(conversation);
    case 'link':
      return payLink(conversation);
    case 'thanks':
      return hasTask(conversation) ? leave(conversation) : { say: THANKS };
    case 'leave':
      return leave(conversation);
    case 'help':
      return { say: HELP };
    case 'none':
      return guess(conversation);
  }
}

function buy(conversation: Conversation, requests: readonly Request[]): Move {
  if (requests.length === 0) return { say: HELP };
  return withUser(conversation, (name) => search(conversation, requests, name));
}

const MOST_GUESSED_WORDS = 4;

/** A few words that are nothing else may be the name of a product. */
function guess(conversation: Conversation): Move {
  const plain = plainWords(conversation.text);
  if (isRude(plain)) return { say: RUDE };
  if (answersList(conversation) && (/^\d+$/.test(plain) || readYesNo(plain))) return { say: WHICH_ONE };
  if (readYesNo(plain) === 'no') return leave(conversation);
  const requests = readRequests(conversation.text);
  const words = plain.split(' ').length;
  if (isWorldly(plain) || words > MOST_GUESSED_WORDS || requests.length === 0) return { say: OFF_TOPIC };
  return buy(conversation, requests);
}

/** Once somebody is registered, what they came for goes on. */
function resume(conversation: Conversation, name: string): Move {
  const wish = conversation.before
    .filter(({ by, text }) => by === 'contact' && ruledTopic(plainWords(text)) === 'buy')
    .at(-1);
  const requests = wish ? readRequests(wish.text) : [];
  if (requests.length === 0) return { say: `${registered(name)}¿Qué querés comprar?` };
  return search(conversation, requests, name);
}

function handOver(conversation: Conversation): Move {
  if (!conversation.tools.has(HAND_OVER) && hasTask(conversation))
    return endTask(conversation, { say: '', result: 'wantsPerson' });
  return callPerson(conversation, RESULTS.wantsPerson);
}

function giveUp(conversation: Conversation): Move {
  return conversation.tools.has(HAND_OVER)
    ? callPerson(conversation, RESULTS.cannot)
    : endTask(conversation, { say: '', result: 'cannot' });
}

function callPerson(conversation: Conversation, reason: string): Move {
  const run = { name: HAND_OVER, values: { reason }, otherwise: NO_PERSON };
  return afterRunning(conversation, run, (ran) => ({ say: succeeded(ran) ? HANDED_OVER : NO_PERSON }));
}
