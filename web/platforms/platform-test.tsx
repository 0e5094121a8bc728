import { Alert, Button } from '@mantine/core';
import { Activity } from 'lucide-react';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { useTestPlatform, type PlatformName } from './platforms-data';
import { platformsMessages } from './platforms.messages';

const COLOURS = { works: 'teal', refused: 'red', 'no-answer': 'yellow', 'nothing-to-ask': 'gray' } as const;

/** Asks the platform whether the credentials work, and shows what it said. */
export function PlatformTest({ botId, platform }: { botId: string; platform: PlatformName }) {
  const t = useMessages(platformsMessages);
  const test = useTestPlatform({ botId, platform });
  return (
    <div>
      <Button
        mt="md"
        size="xs"
        variant="light"
        leftSection={<Activity size={14} aria-hidden />}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {t.test(t.names[platform])}
      </Button>
      {test.data && (
        <Alert mt="sm" role="status" color={COLOURS[test.data.outcome]} title={t.outcomes[test.data.outcome]}>
          {test.data.name ?? test.data.detail}
        </Alert>
      )}
      {test.isError && <ProblemAlert error={test.error} />}
    </div>
  );
}
