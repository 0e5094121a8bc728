import type { SentMessage, SentOption } from '../../../../domain/conversations/conversation';
import { messageOf, renderElsewhere } from '../../../../domain/conversations/render-elsewhere';
import { renderMessage } from '../../../../domain/conversations/render-message';
import { turnPlaceOf, turnSendKey } from '../../../../domain/conversations/turn-send-key';
import type { Capabilities } from '../../../../domain/messaging/capabilities';

const FROM: Capabilities = {
  text: 20,
  caption: { length: 20, kinds: ['image'] },
  buttons: { most: 3, label: 20, withFile: true },
  list: { rows: 5, open: 20, label: 20, description: 20 },
  album: { least: 2, most: 10 },
  files: { image: { bytes: 9 } },
  templates: false,
  receipts: false,
};
const TO: Capabilities = { ...FROM, text: 100, buttons: null, list: null, album: null };
const channels = { from: FROM, to: TO, language: 'es' };

const options: SentOption[] = [
  { id: 'a', label: 'Sí' },
  { id: 'b', label: 'No' },
];
const words = (text: string): SentMessage => ({ items: [{ kind: 'text', text }] });
const picture = { kind: 'image' as const, media: 'i' };

test('each content that went out stands beside what another channel would have carried', () => {
  const asked = { ...words('¿Vienes?'), buttons: options };

  expect(renderElsewhere([words('Hola'), asked], channels)).toEqual([
    { sent: { kind: 'text', text: 'Hola' }, contents: [{ kind: 'text', text: 'Hola' }], changes: [] },
    {
      sent: { kind: 'choices', text: '¿Vienes?', options },
      contents: [{ kind: 'text', text: '¿Vienes?\n\n1. Sí\n2. No' }],
      changes: [{ code: 'options-as-lines', count: 2, why: { code: 'no-buttons' } }],
    },
  ]);
});

test('a message that went out in parts stands whole in the place of the first', () => {
  const text = 'Una frase. Otra frase. Y otra frase más.';
  const [first, ...others] = renderElsewhere([words(text)], channels);

  expect(first?.contents).toEqual([{ kind: 'text', text }]);
  expect(others.length).toBeGreaterThan(0);
  expect(others.map(({ contents, changes }) => [...contents, ...changes])).toEqual(others.map(() => []));
});

test('an album that went out as one is each of its files elsewhere', () => {
  const [shown] = renderElsewhere([{ items: [picture, picture] }], channels);

  expect(shown).toMatchObject({ sent: { kind: 'album' }, contents: [{ kind: 'file' }, { kind: 'file' }] });
});

test.each<[string, SentMessage]>([
  ['words', words('Hola')],
  ['a file with words', { items: [{ ...picture, caption: 'Mira' }] }],
  ['an album', { items: [picture, picture] }],
  ['buttons', { ...words('¿Vienes?'), buttons: options }],
  ['buttons under a file', { items: [{ ...picture, caption: '¿Este?' }], buttons: options }],
  ['a list', { ...words('¿Cuál?'), list: { button: 'Ver', rows: options } }],
])('a content of %s is told back as the message that becomes it', (_what, message) => {
  const [content] = renderMessage(message, FROM).contents;

  expect(content && messageOf(content)).toEqual(message);
});

test('a template is no message of a bot', () => {
  expect(messageOf({ kind: 'template', template: 't', variables: {} })).toBeNull();
});

test('the key of a turn’s message tells its place, and no other key tells one', () => {
  expect(turnPlaceOf(turnSendKey('d-1', 12, 3))).toEqual({ dialogId: 'd-1', turn: 12, n: 3 });
  expect(['enrollment:x:s2d3:a1', 'turn:x', 'turn:x:1', 'message:turn:x:1:2'].map(turnPlaceOf)).toEqual([
    ...[null, null, null, null],
  ]);
});
