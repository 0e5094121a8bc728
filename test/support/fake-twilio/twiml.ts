/** A message that the answer to a webhook asks Twilio to send. */
export interface TwimlReply {
  body: string;
  statusCallback: string | null;
}

const MESSAGE = /<Message(?: statusCallback="([^"]*)")?>\s*<Body>([^<]*)<\/Body>\s*<\/Message>/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The messages of a TwiML answer (twilio.com/docs/messaging/twiml/message); none of an answer that is not TwiML. */
export function repliesIn(answer: string): TwimlReply[] {
  if (!answer.includes('<Response')) return [];
  return Array.from(answer.matchAll(MESSAGE), ([, statusCallback, body = '']) => ({
    body: decoded(body),
    statusCallback: statusCallback === undefined ? null : decoded(statusCallback),
  }));
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
