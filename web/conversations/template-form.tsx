import { ActionIcon, Button, Group, Modal, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ScrollText } from 'lucide-react';
import { useRef, useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { filledIn, placeholdersOf } from '../parts/filled-in';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { TemplateField } from '../templates/template-field';
import type { SendsBy } from '../templates/templates-data';
import { useReply, type Dialog, type Reply } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';

/** Sends a template, which is taken at any time. */
export function TemplateButton({ dialog: { id, platform, botId } }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const parts = useMessages(partsMessages);
  const [isOpen, form] = useDisclosure(false);
  return (
    <>
      <Tooltip label={t.template}>
        <ActionIcon variant="subtle" size="lg" aria-label={t.template} onClick={form.open}>
          <ScrollText size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={isOpen}
        onClose={form.close}
        title={t.template}
        keepMounted={false}
        closeButtonProps={{ 'aria-label': parts.cancel }}
      >
        <TemplateForm dialogId={id} sender={{ channel: platform, botId }} onSent={form.close} />
      </Modal>
    </>
  );
}

interface TemplateFormProps {
  dialogId: string;
  sender: SendsBy;
  onSent: () => void;
}

function TemplateForm({ dialogId, sender, onSent }: TemplateFormProps) {
  const t = useMessages(conversationsMessages);
  const reply = useReply(dialogId);
  const keyOf = useKeyOf();
  const [template, setTemplate] = useState('');
  const [preview, setPreview] = useState('');
  const [variables, setVariables] = useState<Record<string, string>>({});
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const wish = { template, variables, ...(preview !== '' && { preview }) };
    reply.mutate({ template: wish, key: keyOf(wish) }, { onSuccess: onSent });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TemplateField
          label={t.templateName}
          description={t.templateHint}
          required
          data-autofocus
          sender={sender}
          value={template}
          onChange={setTemplate}
          onKnown={({ body }) => body !== null && setPreview(body)}
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

type TemplateWish = NonNullable<Reply['template']>;

/** A key for what is written: the same sent again goes out once, and what was changed is another message. */
function useKeyOf(): (wish: TemplateWish) => string {
  const last = useRef({ words: '', key: '' });
  return (wish) => {
    const words = JSON.stringify(wish);
    if (last.current.words !== words) last.current = { words, key: crypto.randomUUID() };
    return last.current.key;
  };
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
