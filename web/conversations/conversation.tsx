import { Anchor, Button, Group, Text, Title, Tooltip } from '@mantine/core';
import { ExternalLink, Hand, Undo2 } from 'lucide-react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useDialog, useGiveBack, useTakeOver, useWorkflow, type Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { DialogState } from './dialog-state';
import { ReplyBar } from './reply-bar';
import { Transcript } from './transcript';
import { WindowSign } from './window-sign';

/** One conversation: where it stands, what was said, and a person's part in it. */
export function Conversation({ id }: { id: string }) {
  return (
    <section className={styles['pane']}>
      <Shown query={useDialog(id)}>
        {(dialog) => (
          <>
            <Top dialog={dialog} />
            <Transcript id={id} />
            <ReplyBar dialog={dialog} />
          </>
        )}
      </Shown>
    </section>
  );
}

function Top({ dialog }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const { contact, step } = dialog;
  const workflow = useWorkflow(dialog.id);
  const name = contact.name ?? contact.phone ?? t.nobody;
  return (
    <header className={styles['top']}>
      <div>
        <Title order={2} size="h4">
          {name}
        </Title>
        <Group gap="xs">
          <DialogState dialog={dialog} />
          <WindowSign dialog={dialog} />
          {contact.phone !== null && contact.name !== null && (
            <Text size="sm" c="dimmed" className="tabular">
              {contact.phone}
            </Text>
          )}
          {step !== null && (
            <Text size="sm" c="dimmed">
              {t.step}: {step}
            </Text>
          )}
          {workflow.data?.url && (
            <Anchor href={workflow.data.url} target="_blank" rel="noreferrer" size="sm">
              {t.workflow} <ExternalLink size={12} aria-hidden />
            </Anchor>
          )}
        </Group>
      </div>
      <Hands dialog={dialog} />
    </header>
  );
}

/** Takes a conversation from the bot, and gives it back. */
function Hands({ dialog: { id, handoff } }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const mayWrite = may(useOperator(), 'agent');
  const takeOver = useTakeOver(id);
  const giveBack = useGiveBack(id);
  if (!mayWrite) return null;
  const failed = takeOver.error ?? giveBack.error;
  return (
    <div>
      {handoff?.by === 'operator' ? (
        <Tooltip label={t.giveBackHint}>
          <Button
            variant="light"
            leftSection={<Undo2 size={16} aria-hidden />}
            loading={giveBack.isPending}
            onClick={() => giveBack.mutate()}
          >
            {t.giveBack}
          </Button>
        </Tooltip>
      ) : (
        <Tooltip label={t.takeOverHint}>
          <Button
            leftSection={<Hand size={16} aria-hidden />}
            loading={takeOver.isPending}
            onClick={() => takeOver.mutate()}
          >
            {t.takeOver}
          </Button>
        </Tooltip>
      )}
      {failed && <ProblemAlert error={failed} />}
    </div>
  );
}
