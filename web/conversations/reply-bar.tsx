import { Button, Pill, Text, Textarea } from '@mantine/core';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import type { Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { FileChoice } from './file-choice';
import { useReplyDraft } from './reply-draft';
import { TemplateButton } from './template-form';
import { isWindowOpen } from './window-sign';

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
  const { words, refusal, isSending, write, send } = useReplyDraft(id);
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
      {refusal && <ProblemAlert error={refusal} />}
      {words.file !== null && (
        <Pill withRemoveButton mb={6} onRemove={() => write({ file: null })}>
          {words.file.fileName}
        </Pill>
      )}
      <div className={styles['bar']}>
        <FileChoice botId={botId} isDisabled={!isOpen} onChoose={(file) => write({ file })} />
        <TemplateButton dialog={dialog} />
        <Textarea
          className={styles['words'] ?? ''}
          aria-label={t.reply}
          placeholder={isOpen ? t.reply : t.windowClosed}
          disabled={!isOpen}
          autosize
          maxRows={6}
          value={words.text}
          onChange={({ currentTarget }) => write({ text: currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" loading={isSending} disabled={!isOpen}>
          {t.send}
        </Button>
      </div>
    </form>
  );
}
