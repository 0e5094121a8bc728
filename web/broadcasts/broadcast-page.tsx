import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import { useParams } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { ProblemAlert } from '../parts/problem-alert';
import { ShownPage } from '../parts/shown-page';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useAct } from './broadcast-acts';
import { BroadcastButtons } from './broadcast-buttons';
import { useBroadcast, type Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';
import { MessagePanel } from './message-panel';
import { ProgressPanel } from './progress-panel';
import { Results } from './results';
import { SendPanel } from './send-panel';
import { StateBadge } from './state-badge';

/** One broadcast: how far it is, what can be done about it, and what became of everybody. */
export default function BroadcastPage() {
  const t = useMessages(broadcastsMessages);
  const { id } = useParams<{ id: string }>();
  const query = useBroadcast(id);
  return (
    <ShownPage query={query} back={{ href: '/broadcasts', label: t.title }}>
      {(broadcast) => <Whole key={id} broadcast={broadcast} at={query.dataUpdatedAt} />}
    </ShownPage>
  );
}

function Whole({ broadcast, at }: { broadcast: Broadcast; at: number }) {
  const t = useMessages(broadcastsMessages);
  const act = useAct(broadcast.id);
  const mayAct = may(useOperator(), 'admin');
  const { id, title, state } = broadcast;
  const isToBegin = state === 'draft' || state === 'scheduled';
  return (
    <>
      <PageHeader
        title={title}
        lead={<Lead broadcast={broadcast} />}
        back={{ href: '/broadcasts', label: t.title }}
      >
        {state !== 'draft' && <Report id={id} />}
        {mayAct && <BroadcastButtons broadcast={broadcast} act={act} />}
      </PageHeader>
      <Stack gap="lg">
        {act.isError && <ProblemAlert error={act.error} />}
        <Standstill broadcast={broadcast} />
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, lg: 7 }}>
            {isToBegin && mayAct ? (
              <SendPanel broadcast={broadcast} act={act} />
            ) : (
              <ProgressPanel broadcast={broadcast} at={at} act={mayAct ? act : null} />
            )}
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <MessagePanel broadcast={broadcast} />
          </Grid.Col>
        </Grid>
        <Results broadcast={broadcast} act={mayAct ? act : null} />
      </Stack>
    </>
  );
}

function Lead({ broadcast: { state, channel, category } }: { broadcast: Broadcast }) {
  const t = useMessages(broadcastsMessages);
  return (
    <Group gap="xs" mt={4}>
      <StateBadge state={state} />
      <Text size="sm">
        {t.channels[channel]} · {t.categories[category]}
      </Text>
    </Group>
  );
}

/** Every row of the list with what became of it. */
function Report({ id }: Pick<Broadcast, 'id'>) {
  const t = useMessages(broadcastsMessages);
  return (
    <Button
      component="a"
      href={`/api/broadcasts/${id}/report.csv`}
      download
      variant="default"
      leftSection={<Download size={16} aria-hidden />}
    >
      {t.report}
    </Button>
  );
}

/** Why nothing goes out now. */
function Standstill({ broadcast: { state, reason, waitingUntil } }: { broadcast: Broadcast }) {
  const t = useMessages(broadcastsMessages);
  const { moment } = useFormats();
  if (state !== 'paused' && state !== 'waiting') return null;
  return (
    <Alert
      color={state === 'paused' ? 'orange' : 'yellow'}
      role="status"
      title={waitingUntil === null ? t.states[state] : t.waitsUntil(moment(waitingUntil))}
    >
      {reason}
    </Alert>
  );
}
