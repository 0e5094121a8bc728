import { Button, Code, CopyButton, Group, Modal, Text } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';
import styles from './secret-once.module.css';

interface SecretOnceProps {
  title: string;
  /** What it is for. */
  hint: string;
  /** Null for nothing to show. */
  secret: string | null;
  onClose: () => void;
}

/** A secret that is shown this once; a click beside it does not close it. */
export function SecretOnce({ title, hint, secret, onClose }: SecretOnceProps) {
  const t = useMessages(partsMessages);
  return (
    <Modal
      opened={secret !== null}
      onClose={onClose}
      title={title}
      size="lg"
      centered
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Text size="sm" mb="sm">
        {hint}
      </Text>
      <Code block className={styles['secret'] ?? ''} data-secret>
        {secret}
      </Code>
      <Group justify="flex-end" mt="lg">
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
              onClick={copy}
            >
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t.kept}</Button>
      </Group>
    </Modal>
  );
}
