import { toWhatsAppCloud } from '../../../channels/whatsapp-cloud/to-provider';
import { outbound } from '../../support/outbound-message';

const ATTEMPT = '01890000-0000-7000-8000-000000000002';

function template(variables: Record<string, unknown>, name = 'bienvenida:es_CO') {
  return outbound({
    content: { kind: 'template', template: name, variables: variables as Record<string, string> },
  });
}

describe('a message for WhatsApp Cloud', () => {
  it('of text goes to the number, with the attempt to be echoed', () => {
    expect(toWhatsAppCloud(outbound())).toEqual({
      ok: true,
      body: {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '+573001112233',
        type: 'text',
        text: { body: 'Hola, Ana 👋', preview_url: false },
        biz_opaque_callback_data: ATTEMPT,
      },
    });
  });

  it('goes to a person who hides the number as recipient, without a number', () => {
    const request = toWhatsAppCloud(outbound({ to: 'CO.1349abc' }));
    expect(request).toMatchObject({ body: { recipient: 'CO.1349abc' } });
    expect(request).not.toHaveProperty('body.to');
  });

  it('of a template goes by name and language, its numbered values in their places', () => {
    expect(toWhatsAppCloud(template({ 2: 'día dos', 1: 'Ana' }))).toMatchObject({
      body: {
        type: 'template',
        template: {
          name: 'bienvenida',
          language: { policy: 'deterministic', code: 'es_CO' },
          components: [
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'Ana' },
                { type: 'text', text: 'día dos' },
              ],
            },
          ],
        },
      },
    });
  });

  it('keeps ten numbered values in the order of the numbers, not of the digits', () => {
    const values = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index + 1, `v${index + 1}`]));
    const request = toWhatsAppCloud(template(values));
    const texts = Object.values(values).map((text) => ({ type: 'text', text }));
    expect(request).toHaveProperty('body.template.components', [{ type: 'body', parameters: texts }]);
  });

  it('of a template with named values sends the names', () => {
    expect(toWhatsAppCloud(template({ nombre: 'Ana' }))).toHaveProperty('body.template.components', [
      { type: 'body', parameters: [{ type: 'text', parameter_name: 'nombre', text: 'Ana' }] },
    ]);
  });

  it('of a template without values has no components', () => {
    const request = toWhatsAppCloud(template({}));
    expect(request).not.toHaveProperty('body.template.components');
    expect(request).toMatchObject({ ok: true });
  });

  it.each([
    ['a gap in the numbers', { 1: 'Ana', 3: 'tres' }, 'variable 2 is missing'],
    ['numbers and names', { 1: 'Ana', nombre: 'Ana' }, 'variable 1 must'],
    ['a name that Meta does not take', { Nombre: 'Ana' }, 'variable Nombre must'],
    ['a line break in a value', { 1: 'dos\nlíneas' }, 'variable 1 must not'],
    ['an empty value', { 1: ' ' }, 'variable 1 must not be empty'],
  ])('is refused before any call with %s, and the value is not repeated', (_what, variables, words) => {
    expect(toWhatsAppCloud(template(variables))).toEqual({
      ok: false,
      refusal: {
        kind: 'rejected',
        code: 'template-variable-invalid',
        detail: expect.stringContaining(words),
        optedOut: false,
      },
    });
  });

  it.each([
    ['a template without a language', template({}, 'bienvenida'), 'template-invalid'],
    ["another provider's template", template({}, `HX${'a1'.repeat(16)}`), 'template-invalid'],
    ['no text', outbound({ content: { kind: 'text', text: ' \n' } }), 'text-empty'],
    ['4,097 characters', outbound({ content: { kind: 'text', text: 'a'.repeat(4097) } }), 'text-too-long'],
    ['a recipient that is no number', outbound({ to: '3001112233' }), 'recipient-invalid'],
    ['a recipient with more behind it', outbound({ to: '+573001112233\n' }), 'recipient-invalid'],
  ])('is refused before any call with %s', (_what, message, code) => {
    expect(toWhatsAppCloud(message)).toMatchObject({ ok: false, refusal: { kind: 'rejected', code } });
  });

  it('may have 4,096 characters, an emoji counting as one', () => {
    const content = { kind: 'text' as const, text: '👋'.repeat(4096) };
    expect(toWhatsAppCloud(outbound({ content }))).toMatchObject({ ok: true });
  });

  it.each(['bienvenida:es', 'bienvenida_2:es_CO', 'b:fil', 'b:zh_CN'])('may be of template %s', (name) => {
    expect(toWhatsAppCloud(template({}, name))).toMatchObject({ ok: true });
  });

  it('is never a bot trigger: that would be our own mistake', () => {
    const message = outbound({ content: { kind: 'bot-trigger', session: 1, day: 1 } });
    expect(() => toWhatsAppCloud(message)).toThrow('goes to a bot');
  });
});
