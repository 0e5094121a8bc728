import type { z } from 'zod';
import { toPhone } from '../../../channels/simulator/to-provider';
import type { InboundContent } from '../../../db/repositories/inbound-messages';
import type { SimulatedMessage } from '../../../db/repositories/simulator-messages';
import { filesOf } from '../../../domain/messaging/content';
import type { MessageContent } from '../../../domain/messaging/content';
import type { simulatedMessageView } from './simulator.schema';

type View = z.input<typeof simulatedMessageView>;
type Said = Pick<View, 'text' | 'files' | 'choices' | 'choice'>;
type Names = SimulatedMessage['fileNames'];

/** A message as the phone shows it. */
export function presentMessage(message: SimulatedMessage): View {
  const { id, phone, direction, botId, at, fileNames } = message;
  const said =
    message.direction === 'to-phone'
      ? presentSent(message.content, fileNames)
      : presentWritten(message.content, fileNames);
  return { id, phone, direction, botId, ...said, at: at.toISOString() };
}

function presentSent(content: MessageContent, names: Names): Said {
  const files = filesOf(content).map(({ kind, media, url = null, caption = null }) => {
    const fileName = media === undefined ? null : (names.get(media) ?? null);
    return { kind, mediaId: media ?? null, url, fileName, caption };
  });
  // A file says its caption itself.
  const text = content.kind === 'file' || content.kind === 'album' ? '' : toPhone(content);
  return { text, files, choices: choicesOf(content), choice: null };
}

function choicesOf(content: MessageContent): View['choices'] {
  if (content.kind !== 'choices') return null;
  const options = content.options.map(({ id, label, description = null }) => ({ id, label, description }));
  return { open: content.open ?? null, options };
}

function presentWritten({ text, media = [], button }: InboundContent, names: Names): Said {
  const files = media.map(({ kind, providerFileId, fileName }) => {
    const name = names.get(providerFileId) ?? fileName;
    return { kind, mediaId: providerFileId, url: null, fileName: name, caption: null };
  });
  return { text, files, choices: null, choice: button?.id ?? null };
}
