import { useState } from 'react';
import type { MediaFile } from '../media/media-data';
import { useReply, type Reply } from './conversations-data';

interface Written {
  text: string;
  file: MediaFile | null;
}

/** Its key belongs to what is written: the same sent again goes out once, and other words are another message. */
type Draft = Written & { key: string };

const draftOf = (written: Written): Draft => ({ ...written, key: crypto.randomUUID() });
const freshDraft = () => draftOf({ text: '', file: null });

/**
 * What a person is about to reply. It is taken when it is sent, so that the next can be written meanwhile, and given
 * back when it was refused.
 */
export function useReplyDraft(dialogId: string) {
  const reply = useReply(dialogId);
  const [draft, setDraft] = useState(freshDraft);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const send = async () => {
    if (isEmpty(draft)) return;
    setDraft(freshDraft());
    setRefusal(null);
    try {
      await reply.mutateAsync(replyOf(draft));
    } catch (error) {
      setRefusal(error as Error);
      setDraft((since) => (isEmpty(since) ? draft : draftOf(joined(draft, since))));
    }
  };
  return {
    ...{ draft, refusal },
    isSending: reply.isPending && isEmpty(draft),
    write: (change: Partial<Written>) => setDraft((before) => draftOf({ ...before, ...change })),
    send: () => void send(),
  };
}

function isEmpty({ text, file }: Written): boolean {
  return text.trim() === '' && file === null;
}

function joined(first: Written, then: Written): Written {
  const words = [first.text, then.text].filter((text) => text.trim() !== '');
  return { text: words.join('\n'), file: first.file ?? then.file };
}

function replyOf({ text, file, key }: Draft): Reply {
  const words = text.trim();
  return { key, ...(words !== '' && { text: words }), ...(file !== null && { media: file.id }) };
}
