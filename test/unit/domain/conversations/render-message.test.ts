import { renderMessage } from '../../../../domain/conversations/render-message';
import type { SentMessage, SentOption } from '../../../../domain/conversations/conversation';
import type { Capabilities } from '../../../../domain/messaging/capabilities';
import type { MessageContent } from '../../../../domain/messaging/content';

const ALL: Capabilities = {
  text: 200,
  caption: { length: 60, kinds: ['image', 'video', 'document'] },
  buttons: { most: 3, label: 20, withFile: true, body: 100 },
  list: { rows: 5, open: 12, label: 24, description: 30 },
  album: { least: 2, most: 3 },
  files: { image: { bytes: 9 }, video: { bytes: 9 }, audio: { bytes: 9 }, document: { bytes: 9 } },
  templates: false,
  receipts: false,
};
const PLAIN: Capabilities = { ...ALL, buttons: null, list: null, album: null };

const options = (count: number): SentOption[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index + 1}`, label: `Opción ${index + 1}` }));
const image = (media: string, caption?: string) => ({
  kind: 'image' as const,
  media,
  ...(caption && { caption }),
});

interface Rule {
  name: string;
  message: SentMessage;
  on: Capabilities;
  contents: MessageContent[];
  degraded: string[];
}

const rules: Rule[] = [
  {
    name: 'a text goes as it is',
    message: { items: [{ kind: 'text', text: 'Hola' }] },
    on: PLAIN,
    contents: [{ kind: 'text', text: 'Hola' }],
    degraded: [],
  },
  {
    name: 'few buttons go under the last text',
    message: { items: [image('i'), { kind: 'text', text: '¿Vienes?' }], buttons: options(2) },
    on: ALL,
    contents: [
      { kind: 'file', file: { kind: 'image', media: 'i' } },
      { kind: 'choices', text: '¿Vienes?', options: options(2) },
    ],
    degraded: [],
  },
  {
    name: 'buttons go under the last file with its caption',
    message: { items: [image('i', 'El menú')], buttons: options(2) },
    on: ALL,
    contents: [
      { kind: 'choices', text: 'El menú', options: options(2), file: { kind: 'image', media: 'i' } },
    ],
    degraded: [],
  },
  {
    name: 'where buttons bear no file, they get its caption',
    message: { items: [image('i', 'El menú')], buttons: options(2) },
    on: { ...ALL, buttons: { most: 3, label: 20, withFile: false } },
    contents: [
      { kind: 'file', file: { kind: 'image', media: 'i' } },
      { kind: 'choices', text: 'El menú', options: options(2) },
    ],
    degraded: [],
  },
  {
    name: 'a list under nothing but files gets a few words of its own',
    message: { items: [image('i')], list: { button: 'Ver', rows: options(2) } },
    on: ALL,
    contents: [
      { kind: 'file', file: { kind: 'image', media: 'i' } },
      { kind: 'choices', text: 'Elige una opción:', options: options(2), open: 'Ver' },
    ],
    degraded: [],
  },
  {
    name: 'more buttons than fit become a list',
    message: { items: [{ kind: 'text', text: '¿Cuál?' }], buttons: options(4) },
    on: ALL,
    contents: [{ kind: 'choices', text: '¿Cuál?', options: options(4), open: 'Ver opciones' }],
    degraded: ['buttons of 4 became a list: the channel shows at most 3 buttons'],
  },
  {
    name: 'more buttons than fit become numbered lines where there is no list',
    message: { items: [{ kind: 'text', text: '¿Cuál?' }], buttons: options(4) },
    on: { ...ALL, list: null },
    contents: [{ kind: 'text', text: '¿Cuál?\n\n1. Opción 1\n2. Opción 2\n3. Opción 3\n4. Opción 4' }],
    degraded: ['4 options became numbered lines: the channel shows at most 3 buttons'],
  },
  {
    name: 'a list where there is none becomes buttons, its descriptions above them',
    message: {
      items: [{ kind: 'text', text: '¿Cuál?' }],
      list: {
        button: 'Ver',
        rows: [
          { id: 'a', label: 'Sopa', description: 'de papa' },
          { id: 'b', label: 'Arroz' },
        ],
      },
    },
    on: { ...ALL, list: null },
    contents: [
      {
        kind: 'choices',
        text: '¿Cuál?\n\nSopa — de papa',
        options: [
          { id: 'a', label: 'Sopa' },
          { id: 'b', label: 'Arroz' },
        ],
      },
    ],
    degraded: ['list of 2 became buttons: the channel has no lists'],
  },
  {
    name: 'a list with more rows than fit becomes numbered lines with their descriptions',
    message: {
      items: [{ kind: 'text', text: '¿Cuál?' }],
      list: { button: 'Ver', rows: [{ id: 'a', label: 'Sopa', description: 'de papa' }, ...options(5)] },
    },
    on: ALL,
    contents: [
      {
        kind: 'text',
        text: '¿Cuál?\n\n1. Sopa — de papa\n2. Opción 1\n3. Opción 2\n4. Opción 3\n5. Opción 4\n6. Opción 5',
      },
    ],
    degraded: ['6 options became numbered lines: the channel shows at most 5 rows'],
  },
  {
    name: 'labels that are too long are not cut but become numbered lines',
    message: {
      items: [{ kind: 'text', text: '¿Cuál?' }],
      buttons: [
        { id: 'a', label: 'Quiero reservar una mesa hoy' },
        { id: 'b', label: 'Quiero reservar una mesa mañana' },
      ],
    },
    on: ALL,
    contents: [
      { kind: 'text', text: '¿Cuál?\n\n1. Quiero reservar una mesa hoy\n2. Quiero reservar una mesa mañana' },
    ],
    degraded: ['2 options became numbered lines: a label is longer than 20 characters'],
  },
  {
    name: 'two equal labels become numbered lines',
    message: {
      items: [{ kind: 'text', text: '¿Cuál?' }],
      buttons: [
        { id: 'a', label: 'Sí' },
        { id: 'b', label: 'Sí ' },
      ],
    },
    on: ALL,
    contents: [{ kind: 'text', text: '¿Cuál?\n\n1. Sí\n2. Sí' }],
    degraded: ['2 options became numbered lines: two labels are the same'],
  },
  {
    name: 'numbered lines after a file are a text of their own',
    message: { items: [image('i', 'El menú')], buttons: options(2) },
    on: PLAIN,
    contents: [
      { kind: 'file', file: { kind: 'image', media: 'i', caption: 'El menú' } },
      { kind: 'text', text: '1. Opción 1\n2. Opción 2' },
    ],
    degraded: ['2 options became numbered lines: the channel has no buttons'],
  },
  {
    name: 'a caption is a text of its own where the kind takes none',
    message: { items: [{ kind: 'audio', media: 'a', caption: 'Escucha' }] },
    on: ALL,
    contents: [
      { kind: 'file', file: { kind: 'audio', media: 'a' } },
      { kind: 'text', text: 'Escucha' },
    ],
    degraded: ['the caption of audio became a text: the channel shows none there'],
  },
  {
    name: 'a caption that is too long is a text of its own',
    message: { items: [image('i', 'x'.repeat(61))] },
    on: ALL,
    contents: [
      { kind: 'file', file: { kind: 'image', media: 'i' } },
      { kind: 'text', text: 'x'.repeat(61) },
    ],
    degraded: ['the caption of image became a text: longer than 60 characters'],
  },
  {
    name: 'a kind that cannot be sent becomes its caption and its address',
    message: { items: [{ kind: 'video', url: 'https://a.example/v.mp4', caption: 'Mira' }] },
    on: { ...ALL, files: { image: { bytes: 9 } } },
    contents: [{ kind: 'text', text: 'Mira\nhttps://a.example/v.mp4' }],
    degraded: ['video became a text: the channel takes none'],
  },
  {
    name: 'a kind that cannot be sent and has no words is left out',
    message: {
      items: [
        { kind: 'text', text: 'Hola' },
        { kind: 'video', media: 'v' },
      ],
    },
    on: { ...ALL, files: {} },
    contents: [{ kind: 'text', text: 'Hola' }],
    degraded: ['video was left out: the channel takes none'],
  },
  {
    name: 'a text of blanks is left out',
    message: {
      items: [
        { kind: 'text', text: ' \n' },
        { kind: 'text', text: 'Hola' },
      ],
    },
    on: ALL,
    contents: [{ kind: 'text', text: 'Hola' }],
    degraded: ['a text without words was left out'],
  },
  {
    name: 'files in a row become albums: pictures and videos together, documents and audio each for themselves',
    message: {
      items: [
        image('1'),
        { kind: 'video', media: '2', caption: 'dos' },
        { kind: 'document', media: '3' },
        { kind: 'document', media: '4' },
        { kind: 'audio', media: '5' },
      ],
    },
    on: ALL,
    contents: [
      { kind: 'album', files: [image('1'), { kind: 'video', media: '2', caption: 'dos' }] },
      {
        kind: 'album',
        files: [
          { kind: 'document', media: '3' },
          { kind: 'document', media: '4' },
        ],
      },
      { kind: 'file', file: { kind: 'audio', media: '5' } },
    ],
    degraded: [],
  },
  {
    name: 'more files than an album holds become several',
    message: { items: ['1', '2', '3', '4'].map((media) => image(media)) },
    on: ALL,
    contents: [
      { kind: 'album', files: [image('1'), image('2'), image('3')] },
      { kind: 'file', file: image('4') },
    ],
    degraded: [],
  },
  {
    name: 'what opens a list is said in our words where the own ones are too long',
    message: {
      items: [{ kind: 'text', text: '¿Cuál?' }],
      list: { button: 'Ver todas las horas', rows: options(2) },
    },
    on: ALL,
    contents: [{ kind: 'choices', text: '¿Cuál?', options: options(2), open: 'Ver opciones' }],
    degraded: ['what opens the list became other words: longer than 12 characters'],
  },
];

test.each(rules)('$name', ({ message, on, contents, degraded }) => {
  const { changes, ...rendered } = renderMessage(message, on);
  expect(rendered).toEqual({ contents, degraded });
  expect(changes).toHaveLength(degraded.length);
});

test('what is too long above buttons goes out before them', () => {
  const text = `${'Una frase de treinta letras ya. '.repeat(4)}¿Vienes?`;
  const { contents, degraded } = renderMessage({ items: [{ kind: 'text', text }], buttons: options(2) }, ALL);

  expect(contents).toEqual([
    { kind: 'text', text: 'Una frase de treinta letras ya. '.repeat(3).trim() },
    { kind: 'choices', text: 'Una frase de treinta letras ya. ¿Vienes?', options: options(2) },
  ]);
  expect(degraded).toEqual(['a text was split into 2: longer than 100 characters above choices']);
});

test('our own words are said in English where the conversation is', () => {
  const { contents } = renderMessage(
    { items: [image('i')], list: { button: ' ', rows: options(1) } },
    ALL,
    'en',
  );

  expect(contents.at(-1)).toMatchObject({ text: 'Choose an option:', open: 'See options' });
});
