import { Button } from '@mantine/core';
import { Ban, Pause, Play, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { useDiscard, type useAct } from './broadcast-acts';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

interface BroadcastButtonsProps {
  broadcast: Broadcast;
  act: ReturnType<typeof useAct>;
}

/** What can be done about a broadcast as it stands. */
export function BroadcastButtons({ broadcast, act }: BroadcastButtonsProps) {
  const { state } = broadcast;
  if (state === 'draft') return <Discard broadcast={broadcast} />;
  if (state === 'completed' || state === 'cancelled' || state === 'importing') return null;
  return (
    <>
      {state === 'paused' ? <Resume act={act} /> : <PauseIt act={act} />}
      <Cancel broadcast={broadcast} act={act} />
    </>
  );
}

function PauseIt({ act }: Pick<BroadcastButtonsProps, 'act'>) {
  const t = useMessages(broadcastsMessages);
  return (
    <Button
      leftSection={<Pause size={16} aria-hidden />}
      loading={act.isPending && act.variables.kind === 'pause'}
      onClick={() => act.mutate({ kind: 'pause' })}
    >
      {t.pause}
    </Button>
  );
}

function Resume({ act }: Pick<BroadcastButtonsProps, 'act'>) {
  const t = useMessages(broadcastsMessages);
  return (
    <Button
      leftSection={<Play size={16} aria-hidden />}
      loading={act.isPending && act.variables.kind === 'resume'}
      onClick={() => act.mutate({ kind: 'resume' })}
    >
      {t.resume}
    </Button>
  );
}

function Cancel({ broadcast: { title, progress }, act }: BroadcastButtonsProps) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  return (
    <ConfirmButton
      label={t.cancel}
      color="red"
      leftSection={<Ban size={16} aria-hidden />}
      question={t.cancelQuestion(title)}
      says={t.cancelSays(number(progress.pending), number(progress.sent))}
      loading={act.isPending && act.variables.kind === 'cancel'}
      onConfirm={() => act.mutate({ kind: 'cancel' })}
    />
  );
}

function Discard({ broadcast: { id, title } }: Pick<BroadcastButtonsProps, 'broadcast'>) {
  const t = useMessages(broadcastsMessages);
  const [, go] = useLocation();
  const discard = useDiscard(id);
  return (
    <ConfirmButton
      label={t.discard}
      color="red"
      leftSection={<Trash2 size={16} aria-hidden />}
      question={t.discardQuestion(title)}
      says={t.discardSays}
      loading={discard.isPending}
      onConfirm={() => discard.mutate(undefined, { onSuccess: () => go('/broadcasts') })}
    />
  );
}
