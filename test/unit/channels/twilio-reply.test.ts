import { replyTwiml } from '../../../channels/twilio/reply-twiml';
import { repliesIn } from '../../support/fake-twilio/twiml';

const addressing = { publicBaseUrl: 'https://hilo.example/' };
const reply = (text: string) => replyTwiml([{ text, attemptId: 'attempt-1' }], addressing);

describe('TwiML', () => {
  it('without messages is an empty response', () => {
    expect(replyTwiml([], addressing)).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

  it('says where the reports of each message go', () => {
    expect(reply('hola')).toContain(
      '<Message statusCallback="https://hilo.example/api/webhook/twilio/status?a=attempt-1#rc=3&amp;rp=all">',
    );
    expect(replyTwiml([{ text: 'hola', attemptId: 'a' }], {})).toContain(
      '<Message><Body>hola</Body></Message>',
    );
  });

  it('is read by the fake Twilio as it was meant', () => {
    const messages = [
      { text: `<a href="x">'&amp;'</a>`, attemptId: 'a1' },
      { text: 'dos\nlíneas', attemptId: 'a2' },
    ];
    const read = repliesIn(replyTwiml(messages, addressing));
    expect(read.map(({ body }) => body)).toEqual(messages.map(({ text }) => text));
    expect(read[1]?.statusCallback).toContain('?a=a2#rc=3&rp=all');
  });

  it.each([
    [
      '</Body></Message><Redirect>https://evil.example</Redirect>',
      '&lt;/Body&gt;&lt;/Message&gt;&lt;Redirect&gt;',
    ],
    [`a "b" 'c' &amp;`, 'a &quot;b&quot; &apos;c&apos; &amp;amp;'],
    ['uno\ndos\ttres 🙂', 'uno\ndos\ttres 🙂'],
    ['a\u0000b\u000Bc\uFFFEd', 'abcd'],
    ['half \uD83D', 'half \uFFFD'],
  ])('carries %j as words and nothing else', (words, written) => {
    expect(reply(words)).toContain(`<Body>${written}`);
  });
});
