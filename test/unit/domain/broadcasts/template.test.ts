import { bindVariables } from '../../../../domain/broadcasts/bind-variables';
import type { BroadcastContent } from '../../../../domain/broadcasts/broadcast';
import { readTemplate, sampleOf, variablesOf } from '../../../../domain/broadcasts/template';
import type { ChannelName } from '../../../../domain/messaging/channel-name';

const SID = `HX${'a1'.repeat(16)}`;
const read = (channel: ChannelName, written: string, body?: string) =>
  readTemplate(channel, { written, language: 'es', body });
const header = (...columns: string[]) => ({ columns, address: 0, name: 1 });
const text: BroadcastContent = { kind: 'text', text: 'Hola {{nombre}}, {{ciudad}}' };
const approved: BroadcastContent = { kind: 'template', template: SID, variables: {} };

describe('a template', () => {
  it.each<[ChannelName, string, object]>([
    ['twilio', SID, { kind: 'template', template: SID }],
    ['whatsapp-cloud', 'promo_enero', { kind: 'template', template: 'promo_enero:es' }],
    ['whatsapp-cloud', 'promo:es_CO', { kind: 'template', template: 'promo:es_CO' }],
    ['telegram', 'Hola {{nombre}}', { kind: 'text', text: 'Hola {{nombre}}' }],
    ['simulator', 'promo_enero', { kind: 'template', template: 'promo_enero' }],
    ['simulator', 'Hola {{nombre}}', { kind: 'text', text: 'Hola {{nombre}}' }],
  ])('on %s of %s is what the provider takes', (channel, written, content) => {
    expect(read(channel, written)).toMatchObject({ kind: 'read', content });
  });

  it.each<[ChannelName, string, string]>([
    ['twilio', 'promo_enero', 'ContentSid'],
    ['whatsapp-cloud', 'Hola {{nombre}}', 'name:language'],
    ['whatsapp-cloud', 'promo:es_CO:x', 'name:language'],
    ['telegram', 'x'.repeat(5000), '4096'],
    ['telegram', '  ', 'empty'],
    ['botpress', 'x', 'Botpress'],
  ])('on %s of %.20s is refused with what is wanted', (channel, written, words) => {
    expect(read(channel, written)).toEqual({ kind: 'refused', reason: expect.stringContaining(words) });
  });

  it('has the variables of its words, each once, or nobody knows which', () => {
    expect(variablesOf({ kind: 'text', text: '{{a}} {{ b }} {{a}}' })).toEqual(['a', 'b']);
    expect(variablesOf(approved)).toBeNull();
    expect(variablesOf({ ...approved, preview: 'Hola {{1}}' })).toEqual(['1']);
  });

  it('shows a sample with only what a contact has itself, and never fills in twice', () => {
    const content: BroadcastContent = { kind: 'text', text: '{{nombre}} {{constructor}} {{ciudad}}' };
    const sample = sampleOf(content, { nombre: '{{ciudad}}', ciudad: 'Cali' });
    expect(sample).toBe('{{ciudad}} {{constructor}} Cali');
    expect(sampleOf(approved, { 1: 'Ana' })).toBe(`[${SID}]\n1: Ana`);
  });
});

describe('the variables of a template', () => {
  it('are the columns of their names, whatever the capitals and accents', () => {
    expect(bindVariables(text, header('numero', 'Nombre', 'CIUDAD'))).toEqual({
      kind: 'bound',
      bindings: [
        { variable: 'nombre', column: 1 },
        { variable: 'ciudad', column: 2 },
      ],
    });
  });

  it.each(['1', 'var1', 'Variable 1', '{{1}}', 'param_1'])('that are numbered may be headed %s', (column) => {
    const content = { ...approved, preview: 'Hola {{1}}' };
    expect(bindVariables(content, header('numero', 'nombre', column))).toEqual({
      kind: 'bound',
      bindings: [{ variable: '1', column: 2 }],
    });
  });

  it('are every other column where the words are unknown', () => {
    expect(bindVariables(approved, header('numero', 'nombre', 'var1', 'ciudad', ''))).toEqual({
      kind: 'bound',
      bindings: [
        { variable: '1', column: 2 },
        { variable: 'ciudad', column: 3 },
      ],
    });
  });

  it('are those of the mapping where there is one', () => {
    const mapping = { variables: { 1: 'Nombre' } };
    expect(bindVariables(approved, header('numero', 'nombre', 'ciudad'), mapping)).toEqual({
      kind: 'bound',
      bindings: [{ variable: '1', column: 1 }],
    });
  });

  it.each([
    ['the file lacks one', text, header('numero', 'nombre'), undefined, '{{ciudad}}'],
    ['the mapping points nowhere', approved, header('numero'), { variables: { 1: 'x' } }, '"x"'],
    [
      'the mapping invents one',
      text,
      header('numero', 'nombre', 'ciudad'),
      { variables: { x: 'nombre' } },
      '{{x}}',
    ],
    ['two columns are the same one', approved, header('numero', 'nombre', 'var1', '1'), undefined, '{{1}}'],
  ])('are refused when %s', (_what, content, columns, mapping, words) => {
    expect(bindVariables(content, columns, mapping)).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(words),
    });
  });
});
