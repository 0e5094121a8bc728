import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { EmptyState } from '../parts/empty-state';
import { Facts } from '../parts/facts';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { useConnect, useConnection, useDisconnect, type Connection, type Provider } from './calendar-data';
import { calendarMessages } from './calendar.messages';
import { settingsMessages } from './settings.messages';

const NAMES: Readonly<Record<Provider, string>> = { google: 'Google', outlook: 'Outlook' };

/** Whose calendar elsewhere shows the appointments, and how that begins and ends. */
export function CalendarSection() {
  const t = useMessages(calendarMessages);
  const { parts } = useMessages(settingsMessages);
  const mayWrite = may(useOperator(), 'admin');
  return (
    <Panel title={parts.calendar}>
      <Text size="sm" c="dimmed" mb="md">
        {t.lead}
      </Text>
      <Shown query={useConnection()}>
        {(connection) => (
          <Stack>
            {connection.state === 'none' ? (
              <EmptyState title={connection.offered.length === 0 ? t.noneOffered : t.none} />
            ) : (
              <ConnectionFacts connection={connection} />
            )}
            {mayWrite && <Actions connection={connection} />}
          </Stack>
        )}
      </Shown>
    </Panel>
  );
}

function ConnectionFacts({ connection }: { connection: Connection }) {
  const t = useMessages(calendarMessages);
  const { moment, number } = useFormats();
  const { state, provider, owner, calendar, connectedAt, revokedAt, waiting } = connection;
  const at = (iso: string | null) => (iso === null ? '' : moment(iso));
  const facts = [
    { name: t.state, value: state === 'revoked' ? t.revoked : t.connected },
    { name: t.provider, value: provider === null ? '' : NAMES[provider] },
    { name: t.owner, value: owner },
    { name: t.calendar, value: calendar },
    { name: t.since, value: at(connectedAt) },
    ...(revokedAt === null ? [] : [{ name: t.until, value: at(revokedAt) }]),
    ...(waiting === 0 ? [] : [{ name: t.waiting, value: number(waiting) }]),
  ];
  return (
    <>
      <Facts facts={facts} />
      {state === 'revoked' && (
        <Alert color="red" title={t.revoked}>
          {t.revokedHint}
        </Alert>
      )}
    </>
  );
}

function Actions({ connection: { state, provider, offered } }: { connection: Connection }) {
  const t = useMessages(calendarMessages);
  const connect = useConnect();
  const disconnect = useDisconnect();
  const offers = state === 'connected' ? [] : offered;
  return (
    <>
      <Group>
        {offers.map((name) => (
          <Button key={name} loading={connect.isPending} onClick={() => connect.mutate(name)}>
            {name === provider ? t.again(NAMES[name]) : t.connect(NAMES[name])}
          </Button>
        ))}
        {state !== 'none' && (
          <ConfirmButton
            label={t.disconnect}
            says={t.disconnectSays}
            color="red"
            loading={disconnect.isPending}
            onConfirm={() => disconnect.mutate()}
          />
        )}
      </Group>
      {connect.isSuccess && state !== 'connected' && (
        <Text size="sm">
          <Anchor href={connect.data.url} target="_blank" rel="noreferrer">
            {t.goOn(NAMES[connect.variables])}
          </Anchor>{' '}
          {t.goOnHint}
        </Text>
      )}
      {connect.isError && <ProblemAlert error={connect.error} />}
      {disconnect.isError && <ProblemAlert error={disconnect.error} />}
    </>
  );
}
