import { emphasized } from '../../../channels/telegram/emphasis';
import { toTelegram } from '../../../channels/telegram/to-provider';
import type { FileRef, MessageContent } from '../../../domain/messaging/content';

const shown = (marked: string) => {
  const { text, entities } = emphasized(marked);
  return [text, ...entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])];
};

describe('WhatsApp’s marks', () => {
  test.each([
    ['*Total*: 5', ['Total: 5', ['bold', 'Total']]],
    ['¡_Hola_, *Ana*!', ['¡Hola, Ana!', ['italic', 'Hola'], ['bold', 'Ana']]],
    ['👋 *La Esquina* 🍽️', ['👋 La Esquina 🍽️', ['bold', 'La Esquina']]],
    ['~$9.000~ *$7.200*', ['$9.000 $7.200', ['strikethrough', '$9.000'], ['bold', '$7.200']]],
    ['*_muy_ bien*', ['muy bien', ['bold', 'muy bien'], ['italic', 'muy']]],
    ['di `*así*`', ['di *así*', ['code', '*así*']]],
    ['```a\n*b*```', ['a\n*b*', ['pre', 'a\n*b*']]],
  ])('%j are shown as Telegram shows them', (marked, expected) => {
    expect(shown(marked)).toEqual(expected);
  });

  test.each([
    '2 * 3 * 4',
    '5*3*2',
    'snake_case_name',
    'https://shop.example/_a_/*b*',
    'un * solo',
    '**',
    '* *',
    '*sin cerrar',
    '*dos\nlíneas*',
    '```',
  ])('are no marks in %j', (text) => {
    expect(emphasized(text)).toEqual({ text, entities: [] });
  });
});

describe('A mark is shown', () => {
  const parametersOf = (content: MessageContent) => {
    const request = toTelegram({ content, to: '7' });
    return request.ok ? request.call.parameters : request.refusal;
  };
  const bold = [{ type: 'bold', offset: 0, length: 4 }];
  const photo: FileRef = { kind: 'image', url: 'https://files.example/a.jpg', caption: '*Hola* Ana' };

  test('in a text', () => {
    expect(parametersOf({ kind: 'text', text: '*Hola* Ana' })).toMatchObject({
      text: 'Hola Ana',
      entities: bold,
    });
  });

  test('in a caption', () => {
    expect(parametersOf({ kind: 'file', file: photo })).toMatchObject({
      caption: 'Hola Ana',
      caption_entities: bold,
    });
  });

  test('in an album', () => {
    expect(parametersOf({ kind: 'album', files: [photo, photo] })).toMatchObject({
      media: [{ caption: 'Hola Ana', caption_entities: bold }, { caption: 'Hola Ana' }],
    });
  });

  test('above buttons', () => {
    const options = [{ id: 'si', label: '*Sí*' }];
    expect(parametersOf({ kind: 'choices', text: '*Hola* Ana', options })).toMatchObject({
      text: 'Hola Ana',
      entities: bold,
    });
  });
});
