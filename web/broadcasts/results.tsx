import { Card, Tabs } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import type { useAct } from './broadcast-acts';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';
import { FailuresTable } from './failures-table';
import { RecipientsTable } from './recipients-table';
import { RejectedTable } from './rejected-table';

interface ResultsProps {
  broadcast: Broadcast;
  /** Null for who may only look. */
  act: ReturnType<typeof useAct> | null;
}

/** What became of everybody on the list. */
export function Results({ broadcast, act }: ResultsProps) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  const { id, progress, rejectedRows } = broadcast;
  return (
    <Tabs defaultValue="recipients" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="recipients">{`${t.recipients} (${number(progress.total)})`}</Tabs.Tab>
        <Tabs.Tab value="failures">{`${t.failures} (${number(progress.failed)})`}</Tabs.Tab>
        <Tabs.Tab value="rejected">{`${t.rejectedRows} (${number(rejectedRows)})`}</Tabs.Tab>
      </Tabs.List>
      <Card withBorder radius="lg" padding="md">
        <Tabs.Panel value="recipients">
          <RecipientsTable id={id} />
        </Tabs.Panel>
        <Tabs.Panel value="failures">
          <FailuresTable broadcast={broadcast} act={act} />
        </Tabs.Panel>
        <Tabs.Panel value="rejected">
          <RejectedTable id={id} />
        </Tabs.Panel>
      </Card>
    </Tabs>
  );
}
