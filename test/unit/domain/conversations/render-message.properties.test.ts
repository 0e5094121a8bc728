import fc from 'fast-check';
import type { SentItem, SentMessage, SentOption } from '../../../../domain/conversations/conversation';
import { renderMessage } from '../../../../domain/conversations/render-message';
import type { Capabilities } from '../../../../domain/messaging/capabilities';
import { FILE_KINDS, filesOf, textOf } from '../../../../domain/messaging/content';
import type { ChoicesContent, FileRef, MessageContent } from '../../../../domain/messaging/content';

const kind = fc.constantFrom(...FILE_KINDS);
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom('sí.', 'mañana', '¿qué?', '👩‍👩‍👧', '\n', '\n\n'),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    ),
  )
  .map((parts) => parts.join(' '));
const capabilities: fc.Arbitrary<Capabilities> = fc.record({
  text: fc.integer({ min: 20, max: 300 }),
  caption: fc.record({ length: fc.integer({ min: 0, max: 60 }), kinds: fc.uniqueArray(kind) }),
  buttons: fc.option(
    fc.record({
      most: fc.integer({ min: 1, max: 10 }),
      label: fc.integer({ min: 1, max: 30 }),
      withFile: fc.boolean(),
      body: fc.integer({ min: 20, max: 100 }),
    }),
  ),
  list: fc.option(
    fc.record({
      rows: fc.integer({ min: 1, max: 20 }),
      open: fc.integer({ min: 1, max: 30 }),
      label: fc.integer({ min: 1, max: 30 }),
      description: fc.integer({ min: 1, max: 30 }),
    }),
  ),
  album: fc.option(fc.record({ least: fc.constant(2), most: fc.integer({ min: 2, max: 4 }) })),
  files: fc.uniqueArray(kind).map((kinds) => Object.fromEntries(kinds.map((each) => [each, { bytes: 1 }]))),
  templates: fc.boolean(),
  receipts: fc.boolean(),
});

const item: fc.Arbitrary<SentItem> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind, media: fc.uuid(), caption: words }),
  fc.record({ kind, url: fc.uuid().map((id) => `https://a.example/${id}`) }),
);
const optionList: fc.Arbitrary<SentOption[]> = fc
  .array(fc.record({ label: words, description: words }, { requiredKeys: ['label'] }), {
    minLength: 1,
    maxLength: 15,
  })
  .map((each) => each.map((option, index) => ({ id: `o${index}`, ...option })));
const message: fc.Arbitrary<SentMessage> = fc
  .record({
    items: fc.array(item, { minLength: 1, maxLength: 8 }),
    choices: fc.option(fc.record({ options: optionList, asList: fc.boolean(), button: words })),
  })
  .map(({ items, choices }) => {
    if (!choices) return { items };
    const { options, asList, button } = choices;
    return asList ? { items, list: { button, rows: options } } : { items, buttons: options };
  });

const always = (holds: (sent: SentMessage, caps: Capabilities) => void): void => {
  fc.assert(fc.property(message, capabilities, holds), { numRuns: 1000 });
};

const bare = (text: string): string => text.replace(/\s+/g, '');
const marked = ({ media, url }: FileRef): string => `⟦${media ?? url ?? ''}⟧`;

function optionsOf({ buttons, list }: SentMessage): SentOption[] {
  return buttons ?? list?.rows ?? [];
}

/** Everything a person gets, in its order and without white space; files by their marks. */
function read(contents: readonly MessageContent[]): string {
  return contents
    .map((content) => {
      if (content.kind === 'album') return content.files.map(fileThenWords).join('');
      if (content.kind === 'file') return fileThenWords(content.file);
      return filesOf(content).map(marked).join('') + bare(textOf(content) ?? '');
    })
    .join('');
}

function fileThenWords(file: FileRef): string {
  return marked(file) + bare(file.caption ?? '');
}

/** What has to be there of an item, in this order. */
function partsOf(each: SentItem, { files }: Capabilities): string[] {
  if (each.kind === 'text') return [bare(each.text)];
  const caption = bare(each.caption ?? '');
  return files[each.kind] ? [marked(each), caption] : [caption, each.url ?? ''];
}

function problemsOf(content: MessageContent, caps: Capabilities): string[] {
  const problems: [string, boolean][] = [];
  const longest = limitOf(content, caps);
  const text = content.kind === 'text' || content.kind === 'choices' ? content.text : 'a file';
  problems.push(['too long', text.length > longest], ['empty', text.trim() === '']);
  for (const file of filesOf(content)) {
    const caption = file.caption ?? '';
    problems.push(['kind of file', caps.files[file.kind] === undefined]);
    problems.push(['caption too long', caption.length > caps.caption.length]);
    problems.push(['caption of a kind without', caption !== '' && !caps.caption.kinds.includes(file.kind)]);
  }
  if (content.kind === 'album') problems.push(...albumProblems(content.files, caps));
  if (content.kind === 'choices') problems.push(...choiceProblems(content, caps));
  return problems.filter(([, is]) => is).map(([problem]) => problem);
}

function limitOf(content: MessageContent, caps: Capabilities): number {
  if (content.kind !== 'choices') return caps.text;
  if (content.file) return Math.min(caps.caption.length, caps.buttons?.body ?? Infinity);
  return Math.min(caps.text, (content.open === undefined ? caps.buttons?.body : caps.list?.body) ?? Infinity);
}

function albumProblems(files: readonly FileRef[], { album }: Capabilities): [string, boolean][] {
  const kinds = new Set(files.map((file) => file.kind));
  const mixed = kinds.size > 1 && (kinds.has('document') || kinds.has('audio'));
  return [
    ['album size', !album || files.length < album.least || files.length > album.most],
    ['album of kinds that do not go together', mixed],
  ];
}

interface ChoiceLimits {
  most: number;
  label: number;
  description: number;
  open: number;
}
const NO_CHOICES: ChoiceLimits = { most: 0, label: 0, description: 0, open: 0 };

function choiceProblems(choices: ChoicesContent, caps: Capabilities): [string, boolean][] {
  const { options, open = '', file } = choices;
  const limits = choiceLimits(choices, caps);
  const withFile = file === undefined || (caps.buttons?.withFile === true && choices.open === undefined);
  return [
    ['too many options', options.length > limits.most],
    ['label too long', options.some(({ label }) => label.length > limits.label)],
    ['description too long', options.some(({ description = '' }) => description.length > limits.description)],
    ['equal labels', new Set(options.map(({ label }) => label)).size < options.length],
    ['what opens the list', open.length > limits.open || choices.open === ''],
    ['a file where none can be', !withFile],
    ['a file whose kind takes no words', file !== undefined && !caps.caption.kinds.includes(file.kind)],
  ];
}

function choiceLimits({ open }: ChoicesContent, { buttons, list }: Capabilities): ChoiceLimits {
  if (open === undefined) return { ...NO_CHOICES, ...buttons };
  return list ? { ...list, most: list.rows } : NO_CHOICES;
}

test('nothing exceeds what the channel can carry', () => {
  always((sent, caps) => {
    const { contents } = renderMessage(sent, caps);
    expect(contents.flatMap((content) => problemsOf(content, caps))).toEqual([]);
  });
});

test('every word and every file is still there, in its order', () => {
  always((sent, caps) => {
    const all = read(renderMessage(sent, caps).contents);
    let from = 0;
    for (const part of sent.items.flatMap((each) => partsOf(each, caps))) {
      const at = all.indexOf(part, from);
      expect({ part, found: at >= 0 }).toEqual({ part, found: true });
      from = at + part.length;
    }
  });
});

test('every option can be read and chosen, by its button or by its number', () => {
  always((sent, caps) => {
    const { contents } = renderMessage(sent, caps);
    const shown = contents.flatMap((content) => (content.kind === 'choices' ? content.options : []));
    const all = read(contents);
    for (const [index, option] of optionsOf(sent).entries()) {
      const tapped = shown.find(({ id }) => id === option.id);
      const name = option.label.trim() || option.id;
      expect(tapped ? tapped.label : all).toContain(tapped ? name : bare(`${index + 1}. ${name}`));
      expect(all + bare(tapped?.description ?? '')).toContain(bare(option.description ?? ''));
    }
  });
});

test('what fits is left as it is, and every change is told', () => {
  always((sent, caps) => {
    const { contents, degraded } = renderMessage(sent, caps);
    const texts = sent.items.flatMap((each) => (each.kind === 'text' ? each.text : []));
    if (degraded.length > 0 || sent.buttons || sent.list) return;
    const said = contents.flatMap((content) => (content.kind === 'text' ? content.text : []));
    // White space at the ends of a text that would be too long with it is no change worth telling.
    expect(said.map((text) => text.trim())).toEqual(texts.map((text) => text.trim()));
  });
});
