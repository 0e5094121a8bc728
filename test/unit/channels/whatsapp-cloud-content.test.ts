import { toWhatsAppCloud } from '../../../channels/whatsapp-cloud/to-provider';
import type {
  ChoiceOption,
  ChoicesContent,
  FileRef,
  MessageContent,
} from '../../../domain/messaging/content';
import { outbound } from '../../support/outbound-message';

const OWN = {
  id: 'own',
  mediaId: '4490709327384033',
  mimeType: 'image/jpeg',
  fileName: 'a.jpg',
  sizeBytes: 9,
};
const LINK = 'https://files.example/f';

const convert = (content: MessageContent, own: Partial<typeof OWN> = {}) =>
  toWhatsAppCloud(outbound({ content }), [{ ...OWN, ...own }]);
const fileOf = (file: FileRef, own = {}) => convert({ kind: 'file', file }, own);
const options = (count: number, parts: Partial<ChoiceOption> = {}): ChoiceOption[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `Opción ${index}`, ...parts }));
const choices = (parts: Partial<ChoicesContent> = {}, own = {}) =>
  convert({ kind: 'choices', text: '¿Seguimos?', options: options(2), ...parts }, own);

describe('a file for WhatsApp Cloud', () => {
  it('of the bot goes by the id that Meta gave it, with its words', () => {
    expect(fileOf({ kind: 'image', media: 'own', caption: 'Mira' })).toMatchObject({
      body: { type: 'image', image: { id: '4490709327384033', caption: 'Mira' } },
    });
  });

  it('at an address goes as the address', () => {
    const request = fileOf({ kind: 'video', url: `${LINK}.mp4` });
    expect(request).toMatchObject({ body: { type: 'video', video: { link: `${LINK}.mp4` } } });
    expect(request).not.toHaveProperty('body.video.caption');
    expect(request).not.toHaveProperty('body.video.filename');
  });

  it.each([
    ['its own', { media: 'own' }, { mimeType: 'application/pdf', fileName: 'guía.pdf' }, 'guía.pdf'],
    ["its address's", { url: 'https://files.example/a/gu%C3%ADa.pdf?x=1' }, {}, 'guía.pdf'],
  ])('that is a document has %s name', (_what, ref, own, filename) => {
    expect(fileOf({ kind: 'document', ...ref }, own)).toHaveProperty('body.document.filename', filename);
  });

  it('that is a document at an address that tells no name has none', () => {
    expect(fileOf({ kind: 'document', url: LINK })).not.toHaveProperty('body.document.filename');
    expect(fileOf({ kind: 'document', url: 'https://files.example/%FF.pdf' })).not.toHaveProperty(
      'body.document.filename',
    );
  });

  it.each([
    [
      'words with a sound',
      { kind: 'audio' as const, media: 'own', caption: 'Oye' },
      { mimeType: 'audio/ogg' },
      'caption-unsupported',
    ],
    [
      '1,025 characters of words',
      { kind: 'image' as const, media: 'own', caption: 'a'.repeat(1025) },
      {},
      'caption-too-long',
    ],
    [
      '5 MB and a byte',
      { kind: 'image' as const, media: 'own' },
      { sizeBytes: 5 * 1_048_576 + 1 },
      'file-too-large',
    ],
    [
      'a type Meta does not take',
      { kind: 'image' as const, media: 'own' },
      { mimeType: 'image/gif' },
      'file-unsupported',
    ],
    [
      'an address without TLS',
      { kind: 'image' as const, url: 'http://files.example/f' },
      {},
      'file-address-invalid',
    ],
    ['an address that is none', { kind: 'image' as const, url: '{{foto}}' }, {}, 'file-address-invalid'],
  ])('is refused before any call with %s', (_what, ref, own, code) => {
    expect(fileOf(ref, own)).toMatchObject({ ok: false, refusal: { kind: 'rejected', code } });
  });

  it('may say more of its type than Meta asks', () => {
    const own = { mimeType: 'audio/ogg; codecs=opus' };
    expect(fileOf({ kind: 'audio', media: 'own' }, own)).toMatchObject({
      body: { audio: { id: OWN.mediaId } },
    });
  });

  it('that did not come with its message is our own mistake', () => {
    expect(() => fileOf({ kind: 'image', media: 'another' })).toThrow('did not come with it');
  });
});

describe('choices for WhatsApp Cloud', () => {
  it('are buttons under their words', () => {
    expect(choices()).toMatchObject({
      body: {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: '¿Seguimos?' },
          action: {
            buttons: [
              { type: 'reply', reply: { id: 'o0', title: 'Opción 0' } },
              { type: 'reply', reply: { id: 'o1', title: 'Opción 1' } },
            ],
          },
        },
      },
    });
    expect(choices()).not.toHaveProperty('body.interactive.header');
  });

  it('may have a file above the words', () => {
    const file = { kind: 'document' as const, media: 'own' };
    expect(choices({ file }, { mimeType: 'application/pdf' })).toHaveProperty('body.interactive.header', {
      type: 'document',
      document: { id: OWN.mediaId, filename: 'a.jpg' },
    });
  });

  it('are a list of one section where something opens it', () => {
    const listed = choices({ open: 'Ver', options: options(10, { description: 'Mañana' }) });
    const rows = options(10).map(({ id, label: title }) => ({ id, title, description: 'Mañana' }));
    expect(listed).toHaveProperty('body.interactive', {
      type: 'list',
      body: { text: '¿Seguimos?' },
      action: { button: 'Ver', sections: [{ rows }] },
    });
  });

  it.each([
    ['four buttons', { options: options(4) }],
    ['eleven rows', { options: options(11), open: 'Ver' }],
    ['no option', { options: [] }],
    ['a label of 21 characters', { options: options(1, { label: 'a'.repeat(21) }) }],
    ["a row's label of 25 characters", { options: options(1, { label: 'a'.repeat(25) }), open: 'Ver' }],
    ['an empty label', { options: options(1, { label: ' ' }) }],
    ['one label twice', { options: options(2, { label: 'Sí' }) }],
    [
      'one id twice',
      {
        options: [
          { id: 'o', label: 'Sí' },
          { id: 'o', label: 'No' },
        ],
      },
    ],
    ['an id with a space behind it', { options: options(1, { id: 'o ' }) }],
    ["a row's id of 201 characters", { options: options(1, { id: 'o'.repeat(201) }), open: 'Ver' }],
    ['a description of 73 characters', { options: options(1, { description: 'a'.repeat(73) }), open: 'Ver' }],
    ['21 characters to open a list', { open: 'a'.repeat(21) }],
    ['1,025 characters of words', { text: 'a'.repeat(1025) }],
    ['no words', { text: ' ' }],
    ['a file above a list', { open: 'Ver', file: { kind: 'image' as const, media: 'own' } }],
    ['a sound above buttons', { file: { kind: 'audio' as const, media: 'own' } }],
    ['words of a file of their own', { file: { kind: 'image' as const, media: 'own', caption: 'Mira' } }],
  ])('are refused before any call with %s, and the words are not repeated', (_what, parts) => {
    const request = choices(parts);
    expect(request).toMatchObject({ ok: false, refusal: { kind: 'rejected', code: 'choices-invalid' } });
    expect(JSON.stringify(request)).not.toMatch(/Seguimos|Opción|aaaa/);
  });

  it('are refused for their file as a file is', () => {
    const file = { kind: 'image' as const, media: 'own' };
    expect(choices({ file }, { mimeType: 'image/gif' })).toMatchObject({
      refusal: { code: 'file-unsupported' },
    });
  });
});

it('an album is refused: WhatsApp has none', () => {
  const files: FileRef[] = [
    { kind: 'image', media: 'own' },
    { kind: 'image', url: LINK },
  ];
  expect(convert({ kind: 'album', files })).toMatchObject({ refusal: { code: 'content-unsupported' } });
});
