import { Badge } from '@mantine/core';
import { useMessages } from '../language/language';
import type { Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';

/** In whose hands a conversation is, or what it waits for. */
export function DialogState({ dialog }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const { status, waitingFor, handoff } = dialog;
  if (handoff !== null) {
    const isTaken = handoff.by === 'operator';
    return (
      <Badge color={isTaken ? 'blue' : 'orange'} variant="light" size="sm" tt="none">
        {isTaken ? t.taken : t.waits}
      </Badge>
    );
  }
  const isRunning = status === 'running';
  return (
    <Badge color={isRunning ? 'hilo' : 'gray'} variant="light" size="sm" tt="none">
      {isRunning ? t.waitsFor[waitingFor ?? 'nothing'] : t.states[status]}
    </Badge>
  );
}
