import { toTwilio } from '../../../channels/twilio/to-provider';
import { outbound, TEMPLATE } from '../../support/outbound-message';

const ADDRESSING = { from: '+14155238886', publicBaseUrl: 'https://hilo.example/' };

function template(variables: Record<string, unknown>, sid = TEMPLATE) {
  return outbound({
    content: { kind: 'template', template: sid, variables: variables as Record<string, string> },
  });
}

describe('a message for Twilio', () => {
  it('of text goes as a body, both ends as WhatsApp addresses', () => {
    expect(toTwilio(outbound(), { from: '+14155238886' })).toEqual({
      ok: true,
      params: { to: 'whatsapp:+573001112233', from: 'whatsapp:+14155238886', body: 'Hola, Ana 👋' },
    });
  });

  it('of a template goes as a ContentSid with its values as one JSON text, without a body', () => {
    const request = toTwilio(template({ 1: 'Ana', 2: 'día "dos"' }), { from: '+14155238886' });
    expect(request).toEqual({
      ok: true,
      params: {
        to: 'whatsapp:+573001112233',
        from: 'whatsapp:+14155238886',
        contentSid: TEMPLATE,
        contentVariables: '{"1":"Ana","2":"día \\"dos\\""}',
      },
    });
  });

  it('of a template without values names no values', () => {
    const request = toTwilio(template({}), ADDRESSING);
    expect(request).toMatchObject({
      ok: true,
      params: expect.not.objectContaining({ contentVariables: '{}' }),
    });
  });

  it('carries the attempt in the callback address, and asks that a failed callback be repeated', () => {
    const request = toTwilio(outbound(), ADDRESSING);
    expect(request).toMatchObject({
      params: {
        statusCallback:
          'https://hilo.example/api/webhook/twilio/status?a=01890000-0000-7000-8000-000000000002#rc=3&rp=all',
      },
    });
  });

  it('goes to a person who hides the number by the user id', () => {
    expect(toTwilio(outbound({ to: 'CO.1349abc' }), ADDRESSING)).toMatchObject({
      params: { to: 'whatsapp:CO.1349abc' },
    });
  });

  it.each([
    ['empty', ''],
    ['blank', '   '],
    ['with a line feed', 'a\nb'],
    ['with a carriage return', 'a\rb'],
    ['with a tab', 'a\tb'],
    ['with five spaces', 'a     b'],
    ['null', null],
    ['a number', 7],
  ])('is refused before any call when a value is %s, and the value is not repeated', (_what, value) => {
    const request = toTwilio(template({ 1: 'Ana', day: value }), ADDRESSING);
    expect(request).toEqual({
      ok: false,
      refusal: {
        kind: 'rejected',
        code: 'template-variable-invalid',
        detail: expect.stringMatching(/^Template variable day must /),
        optedOut: false,
      },
    });
  });

  it('may hold values with four spaces in a row', () => {
    expect(toTwilio(template({ 1: 'a    b' }), ADDRESSING)).toMatchObject({ ok: true });
  });

  it.each([
    ['an unknown template', template({}, 'welcome'), 'template-invalid'],
    ['no text', outbound({ content: { kind: 'text', text: ' \n' } }), 'text-empty'],
    ['1,601 characters', outbound({ content: { kind: 'text', text: 'a'.repeat(1601) } }), 'text-too-long'],
    ['a recipient that is no number', outbound({ to: '3001112233' }), 'recipient-invalid'],
    ['a recipient with more behind it', outbound({ to: '+573001112233\n' }), 'recipient-invalid'],
  ])('is refused before any call with %s', (_what, message, code) => {
    expect(toTwilio(message, ADDRESSING)).toMatchObject({ ok: false, refusal: { kind: 'rejected', code } });
  });

  it('may have 1,600 characters, an emoji counting as one', () => {
    const content = { kind: 'text' as const, text: '👋'.repeat(1600) };
    expect(toTwilio(outbound({ content }), ADDRESSING)).toMatchObject({ ok: true });
  });

  it('is never a bot trigger: that would be our own mistake', () => {
    const message = outbound({ content: { kind: 'bot-trigger', session: 1, day: 1 } });
    expect(() => toTwilio(message, ADDRESSING)).toThrow('goes to a bot');
  });
});
