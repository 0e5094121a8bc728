import { plainWords } from '../messaging/plain-words';

/** What makes two questions the same question. */
export interface AnswerQuestion {
  accountId: string;
  botId: string;
  text: string;
  /** Change with the system prompt, and with what the answer may draw on. */
  promptVersion: string;
  knowledgeVersion: string;
}

/** A turn whose answer might be kept for the same question of somebody else. */
export interface AnsweredTurn {
  toolCalls: number;
  /** Whether the prompt held anything of the person: a name, an earlier message, a number. */
  personal: boolean;
}

const PERSONAL = /@|\d(?:[\s().-]*\d){5}|\b(?:me llamo|mi nombre|soy|my name|i am|i'm|meu nome|sou)\b/iu;

/** Whether a text says who its writer is: a name that is given, an address, a number as long as a phone's. */
export function saysWhoWrites(text: string): boolean {
  return PERSONAL.test(text);
}

/** Only what nobody's data and no tool went into may be told to another person. */
export function isCacheable({ toolCalls, personal }: AnsweredTurn): boolean {
  return toolCalls === 0 && !personal;
}

/** The key of an answer: text without case, accents and punctuation; null for a text that has no words. */
export function answerKey(question: AnswerQuestion): string | null {
  const { accountId, botId, text, promptVersion, knowledgeVersion } = question;
  const words = plainWords(text);
  if (words === '') return null;
  return JSON.stringify([accountId, botId, promptVersion, knowledgeVersion, words]);
}
