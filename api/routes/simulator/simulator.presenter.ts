import type { z } from 'zod';
import type { ShownMessage } from '../../../channels/shown-message';
import { toPhone } from '../../../channels/simulator/to-provider';
import type { InboundContent } from '../../../db/repositories/inbound-messages';
import type { SimulatedMessage } from '../../../db/repositories/simulator-messages';
import { filesOf } from '../../../domain/messaging/content';
import type { ChoiceOption, FileRef, MessageContent } from '../../../domain/messaging/content';
import type { Rejected } from '../../../domain/messaging/outcome';
import type { ShownElsewhere } from './show-as';
import type { simulatedMessageView } from './simulator.schema';

type View = z.input<typeof simulatedMessageView>;
type Said = Pick<View, 'text' | 'files' | 'choices' | 'choice'>;
type Elsewhere = NonNullable<View['elsewhere']>;
type Files = SimulatedMessage['files'];

/** A message as the phone shows it; `elsewhere` as another platform would. */
export function presentMessage(message: SimulatedMessage, elsewhere: ShownElsewhere | null = null): View {
  const { id, phone, direction, botId, at, files } = message;
  const said =
    message.direction === 'to-phone'
      ? presentSent(message.content, files)
      : presentWritten(message.content, files);
  return {
    ...{ id, phone, direction, botId, ...said, at: at.toISOString() },
    elsewhere: elsewhere && presentElsewhere(elsewhere, files),
  };
}

function presentSent(content: MessageContent, known: Files): Said {
  const files = filesOf(content).map(({ caption, ...file }) => presentFile(file, caption, known));
  // A file says its caption itself.
  const text = content.kind === 'file' || content.kind === 'album' ? '' : toPhone(content);
  return { text, files, choices: choicesOf(content), choice: null };
}

function presentFile(
  { kind, media, url }: Omit<FileRef, 'caption'>,
  caption: string | undefined,
  known: Files,
) {
  const fileName = media === undefined ? null : (known.get(media)?.fileName ?? null);
  return { kind, mediaId: media ?? null, url: url ?? null, fileName, caption: caption ?? null };
}

function choicesOf(content: MessageContent): View['choices'] {
  if (content.kind !== 'choices') return null;
  return { open: content.open ?? null, options: content.options.map(presentOption) };
}

function presentOption({ id, label, description }: ChoiceOption) {
  return { id, label, description: description ?? null };
}

function presentWritten({ text, media = [], button }: InboundContent, known: Files): Said {
  const files = media.map(({ kind, providerFileId, fileName }) => {
    const name = known.get(providerFileId)?.fileName ?? fileName;
    return { kind, mediaId: providerFileId, url: null, fileName: name, caption: null };
  });
  return { text, files, choices: null, choice: button?.id ?? null };
}

function presentElsewhere({ messages, changes }: ShownElsewhere, known: Files): Elsewhere {
  return {
    messages: messages.map(({ content, shown }) =>
      shown.ok
        ? { ...presentShown(shown.message, content, known), refusal: null }
        : { ...presentRefused(content, known), refusal: refusalOf(shown.refusal) },
    ),
    changes,
  };
}

type Presented = Omit<Elsewhere['messages'][number], 'refusal'>;

/** A template whose words only its provider knows shows what stands for them. */
function presentShown(
  { files, words, choices }: ShownMessage,
  content: MessageContent,
  known: Files,
): Presented {
  const text = words?.text ?? (content.kind === 'template' ? toPhone(content) : '');
  return {
    ...{ text, emphasis: words?.emphasis ?? null },
    files: files.map(({ caption, ...file }) => ({
      ...presentFile(file, caption?.text, known),
      emphasis: caption?.emphasis ?? null,
    })),
    choices: choices && { open: choices.open, options: choices.options.map(presentOption) },
  };
}

function refusalOf({ code, detail }: Rejected) {
  return { code, detail };
}

function presentRefused(content: MessageContent, known: Files): Presented {
  const { text, files, choices } = presentSent(content, known);
  return { text, emphasis: null, files: files.map((file) => ({ ...file, emphasis: null })), choices };
}
