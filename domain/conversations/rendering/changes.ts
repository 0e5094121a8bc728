import type { FileKind } from '../../messaging/content';

/** What keeps options from being shown in a form. */
export type Hindrance =
  | { code: 'no-buttons' | 'no-lists' | 'same-labels' }
  | { code: 'too-many-buttons' | 'too-many-rows' | 'long-label' | 'long-description'; most: number };

/** What a channel could not carry as it was said, and what became of it; holds no words of the message. */
export type Change =
  | { code: 'options-as-lines'; count: number; why: Hindrance }
  | { code: 'buttons-as-list' | 'list-as-buttons'; count: number; why: Hindrance }
  | { code: 'opener-replaced'; most: number }
  | { code: 'text-split'; parts: number; most: number; above: 'choices' | null }
  /** `most` is null where files of this kind bear no words at all. */
  | { code: 'caption-apart'; file: FileKind; most: number | null }
  | { code: 'file-as-text' | 'file-left-out'; file: FileKind }
  | { code: 'empty-text-left-out' };

/** The change in words, for the dialog's log. */
export function changeInWords(change: Change): string {
  switch (change.code) {
    case 'options-as-lines':
      return `${change.count} options became numbered lines: ${hindranceInWords(change.why)}`;
    case 'buttons-as-list':
      return `buttons of ${change.count} became a list: ${hindranceInWords(change.why)}`;
    case 'list-as-buttons':
      return `list of ${change.count} became buttons: ${hindranceInWords(change.why)}`;
    case 'opener-replaced':
      return `what opens the list became other words: longer than ${change.most} characters`;
    case 'text-split': {
      const where = change.above === null ? '' : ` above ${change.above}`;
      return `a text was split into ${change.parts}: longer than ${change.most} characters${where}`;
    }
    case 'caption-apart': {
      const why =
        change.most === null ? 'the channel shows none there' : `longer than ${change.most} characters`;
      return `the caption of ${change.file} became a text: ${why}`;
    }
    case 'file-as-text':
      return `${change.file} became a text: the channel takes none`;
    case 'file-left-out':
      return `${change.file} was left out: the channel takes none`;
    case 'empty-text-left-out':
      return 'a text without words was left out';
  }
}

function hindranceInWords(why: Hindrance): string {
  switch (why.code) {
    case 'no-buttons':
      return 'the channel has no buttons';
    case 'no-lists':
      return 'the channel has no lists';
    case 'same-labels':
      return 'two labels are the same';
    case 'too-many-buttons':
      return `the channel shows at most ${why.most} buttons`;
    case 'too-many-rows':
      return `the channel shows at most ${why.most} rows`;
    case 'long-label':
      return `a label is longer than ${why.most} characters`;
    case 'long-description':
      return `a description is longer than ${why.most} characters`;
  }
}
