import type { MediaFile } from '../media/media-data';
import { useSentDraft, type Kind } from '../parts/sent-draft';
import { useReply } from './conversations-data';

interface Written {
  text: string;
  file: MediaFile | null;
}

const WRITTEN: Kind<Written> = {
  empty: { text: '', file: null },
  isEmpty: ({ text, file }) => text.trim() === '' && file === null,
  join: (first, then) => ({
    text: [first.text, then.text].filter((text) => text.trim() !== '').join('\n'),
    file: first.file ?? then.file,
  }),
};

/** What a person is about to reply; it is given back when it was refused. */
export function useReplyDraft(dialogId: string) {
  const reply = useReply(dialogId);
  const { words, refusal, write, send } = useSentDraft(WRITTEN, ({ text, file }, key) => {
    const said = text.trim();
    return reply.mutateAsync({ key, ...(said !== '' && { text: said }), ...(file && { media: file.id }) });
  });
  return {
    ...{ words, refusal, send },
    isSending: reply.isPending && WRITTEN.isEmpty(words),
    write: (change: Partial<Written>) => write((before) => ({ ...before, ...change })),
  };
}
