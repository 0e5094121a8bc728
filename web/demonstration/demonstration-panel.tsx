import { Stack, Text } from '@mantine/core';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { useOperator } from '../session/operator';
import { useDemonstration, useIsDemonstration, useRemoveDemonstration } from './demonstration-data';
import { demonstrationMessages } from './demonstration.messages';
import { LookButton } from './look-button';

/** For who looks after the platform: there is a demonstration, to be looked at or removed. */
export function DemonstrationPanel() {
  const t = useMessages(demonstrationMessages);
  const operator = useOperator();
  const { data: demonstration } = useDemonstration();
  const isHere = useIsDemonstration();
  const remove = useRemoveDemonstration({ isInside: false });
  if (!operator.isSuperAdmin || demonstration?.isOpen !== true || isHere) return null;
  return (
    <Panel title={t.title}>
      <Stack gap="sm">
        <Text size="sm">{t.about}</Text>
        <LookButton before={operator} />
        <ConfirmButton
          color="red"
          variant="subtle"
          label={t.remove}
          says={t.removeSays}
          loading={remove.isPending}
          onConfirm={() => remove.mutate()}
        />
        {remove.isError && <ProblemAlert error={remove.error} />}
      </Stack>
    </Panel>
  );
}
