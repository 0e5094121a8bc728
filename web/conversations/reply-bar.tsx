import { Button, Text, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useReply, type Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';

const freshDraft = () => ({ text: '', key: crypto.randomUUID() });

/** Where a person replies who took the conversation over; what was refused stays written. */
export function ReplyBar({ dialog: { id, handoff } }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const mayWrite = may(useOperator(), 'agent');
  const reply = useReply(id);
  const [draft, setDraft] = useState(freshDraft);
  if (!mayWrite) return <Text c="dimmed">{t.readOnly}</Text>;
  if (handoff === null) return <Text c="dimmed">{t.replyHint}</Text>;
  const send = () => {
    if (draft.text.trim() !== '') reply.mutate(draft, { onSuccess: () => setDraft(freshDraft()) });
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
      <div className={styles['bar']}>
        <Textarea
          className={styles['words'] ?? ''}
          aria-label={t.reply}
          placeholder={t.reply}
          autosize
          maxRows={6}
          value={draft.text}
          onChange={({ currentTarget }) => setDraft({ ...draft, text: currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" loading={reply.isPending}>
          {t.send}
        </Button>
      </div>
    </form>
  );
}
