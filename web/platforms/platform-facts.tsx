import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Facts, type Fact } from '../parts/facts';
import styles from './platforms.module.css';
import type { BotPlatform } from './platforms-data';
import { platformsMessages } from './platforms.messages';

/** What can be said of a bot on a platform: never its credentials. */
export function PlatformFacts({ place }: { place: BotPlatform }) {
  const t = useMessages(platformsMessages);
  const { moment } = useFormats();
  const { shared, fingerprint, webhookUrl, updatedAt } = place;
  const facts: Fact[] = [
    { name: t.credentials, value: <Credentials shared={shared} fingerprint={fingerprint} /> },
    { name: t.since, value: moment(updatedAt) },
  ];
  if (webhookUrl !== null)
    facts.push({ name: t.webhook, value: <CopiedAddress address={webhookUrl} />, isWide: true });
  return <Facts facts={facts} />;
}

function Credentials({ shared, fingerprint }: Pick<BotPlatform, 'shared' | 'fingerprint'>) {
  const t = useMessages(platformsMessages);
  return (
    <>
      {shared ? t.shared : t.own}
      {fingerprint !== null && <Code ml={6}>{fingerprint}</Code>}
    </>
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
