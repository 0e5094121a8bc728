import { Button, Group, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';
import { ProblemAlert } from './problem-alert';

/**
 * What was asked for, once it is there; until then its place, and a problem with a way to try again. What could not be
 * asked for again stays, and says since when it stands.
 */
export function Shown<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  const t = useMessages(partsMessages);
  if (query.data !== undefined) {
    return (
      <>
        {query.isRefetchError && <Outdated query={query} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div role="status">
      <VisuallyHidden>{t.loading}</VisuallyHidden>
      <Skeleton h={18} mb="sm" />
      <Skeleton h={18} w="70%" />
    </div>
  );
}

function Outdated<T>({ query }: { query: UseQueryResult<T> }) {
  const t = useMessages(partsMessages);
  const { clock } = useFormats();
  return (
    <Group gap="xs" mb="xs" role="status">
      <Text size="sm" c="dimmed">
        {t.outdated(clock(new Date(query.dataUpdatedAt).toISOString()))}
      </Text>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={query.isFetching}
        onClick={() => void query.refetch()}
      >
        {t.retry}
      </Button>
    </Group>
  );
}
