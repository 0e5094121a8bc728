import { SimpleGrid } from '@mantine/core';
import { Shown } from '../parts/shown';
import { PlatformCard } from './platform-card';
import { usePlatforms, type PlatformName } from './platforms-data';

const ALL: readonly PlatformName[] = [
  'simulator',
  'whatsapp-cloud',
  'twilio',
  'telegram',
  'botpress',
  'whatsapp-web',
];

/** Where a bot answers, and where it could. */
export function PlatformsPanel({ botId }: { botId: string }) {
  return (
    <Shown query={usePlatforms(botId)}>
      {({ items }) => (
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
          {ALL.map((platform) => (
            <PlatformCard
              key={platform}
              botId={botId}
              platform={platform}
              there={items.find((item) => item.platform === platform) ?? null}
            />
          ))}
        </SimpleGrid>
      )}
    </Shown>
  );
}
