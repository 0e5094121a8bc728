import { Button, Pill, Text, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import type { MediaFile } from '../media/media-data';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useReply, type Dialog, type Reply } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { FileChoice } from './file-choice';
import { TemplateButton } from './template-form';
import { isWindowOpen } from './window-sign';

interface Draft {
  text: string;
  file: MediaFile | null;
  key: string;
}

const freshDraft = (): Draft => ({ text: '', file: null, key: crypto.randomUUID() });

const isEmpty = ({ text, file }: Draft) => text.trim() === '' && file === null;

/** Where a person replies who took the conversation over; what was refused stays written. */
export function ReplyBar({ dialog }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const mayWrite = may(useOperator(), 'agent');
  if (!mayWrite) return <Text c="dimmed">{t.readOnly}</Text>;
  if (dialog.handoff === null) return <Text c="dimmed">{t.replyHint}</Text>;
  return <WriteBar dialog={dialog} isOpen={isWindowOpen(dialog)} />;
}

function WriteBar({ dialog, isOpen }: { dialog: Dialog; isOpen: boolean }) {
  const t = useMessages(conversationsMessages);
  const { id, botId } = dialog;
  const reply = useReply(id);
  const [draft, setDraft] = useState(freshDraft);
  const send = () => {
    if (!isEmpty(draft)) reply.mutate(replyOf(draft), { onSuccess: () => setDraft(freshDraft()) });
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={onSubmit}>
      {reply.isError && <ProblemAlert error={reply.error} />}
      {draft.file !== null && (
        <Pill withRemoveButton mb={6} onRemove={() => setDraft({ ...draft, file: null })}>
          {draft.file.fileName}
        </Pill>
      )}
      <div className={styles['bar']}>
        <FileChoice botId={botId} isDisabled={!isOpen} onChoose={(file) => setDraft({ ...draft, file })} />
        <TemplateButton dialog={dialog} />
        <Textarea
          className={styles['words'] ?? ''}
          aria-label={t.reply}
          placeholder={isOpen ? t.reply : t.windowClosed}
          disabled={!isOpen}
          autosize
          maxRows={6}
          value={draft.text}
          onChange={({ currentTarget }) => setDraft({ ...draft, text: currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" loading={reply.isPending} disabled={!isOpen}>
          {t.send}
        </Button>
      </div>
    </form>
  );
}

function replyOf({ text, file, key }: Draft): Reply {
  const words = text.trim();
  return { key, ...(words !== '' && { text: words }), ...(file !== null && { media: file.id }) };
}
