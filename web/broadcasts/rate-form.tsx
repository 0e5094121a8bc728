import { Button, Group, NumberInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import type { useAct } from './broadcast-acts';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

const FASTEST = 1000;

/** Makes it slower or faster from now on. */
export function RateForm({ broadcast, act }: { broadcast: Broadcast; act: ReturnType<typeof useAct> }) {
  const t = useMessages(broadcastsMessages);
  const [rate, setRate] = useState<number | string>(broadcast.ratePerSecond ?? '');
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate({ kind: 'rate', ratePerSecond: typeof rate === 'number' ? rate : null });
  };
  return (
    <form onSubmit={onSubmit}>
      <Group align="flex-end" gap="sm" mt="md">
        <NumberInput
          label={t.rate}
          placeholder={t.ownRate}
          min={1}
          max={FASTEST}
          w={260}
          value={rate}
          onChange={setRate}
        />
        <Button
          type="submit"
          variant="default"
          loading={act.isPending && act.variables.kind === 'rate'}
          disabled={rate === (broadcast.ratePerSecond ?? '')}
        >
          {t.setRate}
        </Button>
      </Group>
    </form>
  );
}
