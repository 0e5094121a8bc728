import { ActionIcon, Code, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import styles from './platforms.module.css';
import type { BotPlatform } from './platforms-data';
import { platformsMessages } from './platforms.messages';

/** What can be said of a bot on a platform: never its credentials. */
export function PlatformFacts({ place }: { place: BotPlatform }) {
  const t = useMessages(platformsMessages);
  const { moment } = useFormats();
  const { shared, fingerprint, webhookUrl, updatedAt } = place;
  return (
    <dl className={styles['facts']}>
      <Fact name={t.credentials}>
        {shared ? t.shared : t.own}
        {fingerprint !== null && <Code ml={6}>{fingerprint}</Code>}
      </Fact>
      <Fact name={t.since}>{moment(updatedAt)}</Fact>
      {webhookUrl !== null && (
        <Fact name={t.webhook}>
          <CopiedAddress address={webhookUrl} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}

function CopiedAddress({ address }: { address: string }) {
  const t = useMessages(platformsMessages);
  return (
    <Group gap={6} wrap="nowrap" component="span">
      <Code className={styles['address'] ?? ''}>{address}</Code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t.copied : t.copy}>
            <ActionIcon variant="subtle" aria-label={t.copy} onClick={copy}>
              {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}
