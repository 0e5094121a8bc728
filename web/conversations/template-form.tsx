import { ActionIcon, Button, Group, Modal, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ScrollText } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { filledIn, placeholdersOf } from '../parts/filled-in';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { useReply } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';

/** Sends a template, which is taken at any time. */
export function TemplateButton({ dialogId }: { dialogId: string }) {
  const t = useMessages(conversationsMessages);
  const parts = useMessages(partsMessages);
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Tooltip label={t.template}>
        <ActionIcon variant="subtle" size="lg" aria-label={t.template} onClick={dialog.open}>
          <ScrollText size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t.template}
        keepMounted={false}
        closeButtonProps={{ 'aria-label': parts.cancel }}
      >
        <TemplateForm dialogId={dialogId} onSent={dialog.close} />
      </Modal>
    </>
  );
}

function TemplateForm({ dialogId, onSent }: { dialogId: string; onSent: () => void }) {
  const t = useMessages(conversationsMessages);
  const reply = useReply(dialogId);
  const [key] = useState(() => crypto.randomUUID());
  const [template, setTemplate] = useState('');
  const [preview, setPreview] = useState('');
  const [variables, setVariables] = useState<Record<string, string>>({});
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = { template, variables, ...(preview !== '' && { preview }) };
    reply.mutate({ template: wish, key }, { onSuccess: onSent });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          label={t.templateName}
          description={t.templateHint}
          required
          data-autofocus
          value={template}
          onChange={({ currentTarget }) => setTemplate(currentTarget.value)}
        />
        <Textarea
          label={t.templateWords}
          description={t.templateWordsHint}
          autosize
          minRows={3}
          value={preview}
          onChange={({ currentTarget }) => setPreview(currentTarget.value)}
        />
        <Variables preview={preview} values={variables} onChange={setVariables} />
        {reply.isError && <ProblemAlert error={reply.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={reply.isPending}>
            {t.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface VariablesProps {
  preview: string;
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** A value for each place of the template, and its words with them. */
function Variables({ preview, values, onChange }: VariablesProps) {
  return (
    <>
      {placeholdersOf(preview, values).map((name) => (
        <TextInput
          key={name}
          label={`{{${name}}}`}
          value={values[name] ?? ''}
          onChange={({ currentTarget }) => onChange({ ...values, [name]: currentTarget.value })}
        />
      ))}
      {preview !== '' && (
        <Text size="sm" className={styles['preview'] ?? ''}>
          {filledIn(preview, values)}
        </Text>
      )}
    </>
  );
}
