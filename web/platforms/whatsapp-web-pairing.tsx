import { Alert, Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import type { BotPlatform } from './platforms-data';
import { useChangeWhatsAppWeb, useWhatsAppWeb, type WhatsAppWebSession } from './whatsapp-web-data';
import { whatsAppWebMessages } from './whatsapp-web.messages';

const QrCode = lazy(() => import('./qr-code'));

interface PairingProps {
  botId: string;
  there: BotPlatform;
}

/** Signing a bot's number in, from the code to the number, and out again. */
export function WhatsAppWebPairing({ botId, there }: PairingProps) {
  const t = useMessages(whatsAppWebMessages);
  return (
    <section aria-label={t.session}>
      <Shown query={useWhatsAppWeb(botId)}>
        {(session) => (
          <Stack mt="md" gap="sm">
            <div role="status">
              <Badge color={COLOURS[session.state]} variant="light" tt="none">
                {session.number === null ? t.states[session.state] : t.signedInAs(session.number)}
              </Badge>
            </div>
            <About session={session} />
            {there.isActive && <Deeds botId={botId} session={session} />}
          </Stack>
        )}
      </Shown>
    </section>
  );
}

const COLOURS: Readonly<Record<WhatsAppWebSession['state'], string>> = {
  off: 'gray',
  'no-answer': 'yellow',
  stopped: 'gray',
  starting: 'blue',
  scan: 'blue',
  ready: 'teal',
  'signed-out': 'red',
  failed: 'red',
};

/** The code, or what to do where there is none. */
function About({ session: { state, qr, reason } }: { session: WhatsAppWebSession }) {
  const t = useMessages(whatsAppWebMessages);
  if (qr !== null) {
    return (
      <>
        <Text size="sm">{t.scan}</Text>
        <Suspense fallback={<Skeleton h={240} w={240} />}>
          <QrCode text={qr} label={t.code} />
        </Suspense>
      </>
    );
  }
  if (state === 'off') return <Alert color="gray">{t.howToStart}</Alert>;
  if (reason === null) return null;
  // What is not known here is a program's own word: what is not installed, or did not start.
  const inWords = (t.reasons as Readonly<Record<string, string>>)[state];
  return <Text size="sm">{inWords ?? reason}</Text>;
}

const OPEN = new Set<WhatsAppWebSession['state']>(['starting', 'scan', 'ready']);

function Deeds({ botId, session: { state } }: { botId: string; session: WhatsAppWebSession }) {
  const t = useMessages(whatsAppWebMessages);
  const change = useChangeWhatsAppWeb(botId);
  if (state === 'off' || state === 'no-answer') return null;
  return (
    <>
      <Group gap="sm">
        {OPEN.has(state) ? (
          <Button
            size="xs"
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate('stop')}
          >
            {t.stop}
          </Button>
        ) : (
          <Button size="xs" loading={change.isPending} onClick={() => change.mutate('start')}>
            {t.start}
          </Button>
        )}
        {state === 'ready' && (
          <ConfirmButton
            {...{ label: t.logOut, says: t.logOutSays, size: 'xs', color: 'red', loading: change.isPending }}
            onConfirm={() => change.mutate('logOut')}
          />
        )}
      </Group>
      {change.isError && <ProblemAlert error={change.error} />}
    </>
  );
}
