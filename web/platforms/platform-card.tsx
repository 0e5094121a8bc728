import { Badge, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { Panel } from '../parts/panel';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { PlatformFacts } from './platform-facts';
import { PlatformForm } from './platform-form';
import { PlatformTest } from './platform-test';
import { WhatsAppWebForm } from './whatsapp-web-form';
import { WhatsAppWebPairing } from './whatsapp-web-pairing';
import { useDetach, type BotPlatform, type PlatformName } from './platforms-data';
import { platformsMessages } from './platforms.messages';

interface PlatformCardProps {
  botId: string;
  platform: PlatformName;
  /** How the bot is on it; null where it is not. */
  there: BotPlatform | null;
}

/** A bot on one platform, or what it takes to put it there. */
export function PlatformCard({ botId, platform, there }: PlatformCardProps) {
  const t = useMessages(platformsMessages);
  const mayWrite = may(useOperator(), 'admin');
  const state = there === null ? t.absent : there.isActive ? t.active : t.paused;
  return (
    <Panel
      title={t.names[platform]}
      aside={
        <Badge color={there?.isActive === true ? 'hilo' : 'gray'} variant="light" tt="none">
          {state}
        </Badge>
      }
    >
      {there === null ? (
        <Text c="dimmed" size="sm">
          {t.leads[platform]}
        </Text>
      ) : (
        <PlatformFacts place={there} />
      )}
      {mayWrite && <Actions botId={botId} platform={platform} there={there} />}
    </Panel>
  );
}

function Actions({ botId, platform, there }: PlatformCardProps) {
  const t = useMessages(platformsMessages);
  const parts = useMessages(partsMessages);
  const [isOpen, form] = useDisclosure(false);
  const detach = useDetach({ botId, platform });
  const name = t.names[platform];
  const change = there === null ? t.attach(name) : t.replace(name);
  return (
    <>
      {there !== null && platform === 'whatsapp-web' && <WhatsAppWebPairing botId={botId} there={there} />}
      {there !== null && <PlatformTest botId={botId} platform={platform} />}
      <Group mt="md" gap="sm">
        <Button variant={there === null ? 'filled' : 'default'} size="xs" onClick={form.open}>
          {change}
        </Button>
        {there !== null && (
          <ConfirmButton
            label={t.detach(name)}
            size="xs"
            color="red"
            says={t.detachSays(name)}
            loading={detach.isPending}
            onConfirm={() => detach.mutate()}
          />
        )}
      </Group>
      {detach.isError && <ProblemAlert error={detach.error} />}
      <Modal
        opened={isOpen}
        onClose={form.close}
        title={change}
        closeButtonProps={{ 'aria-label': parts.cancel }}
        size="lg"
      >
        {platform === 'whatsapp-web' ? (
          <WhatsAppWebForm botId={botId} there={there} onDone={form.close} />
        ) : (
          <PlatformForm botId={botId} platform={platform} there={there} onDone={form.close} />
        )}
      </Modal>
    </>
  );
}
