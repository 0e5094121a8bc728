import { Skeleton, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';
import { ProblemAlert } from './problem-alert';

/** What was asked for, once it is there; until then its place, and a problem with a way to try again. */
export function Shown<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}) {
  const t = useMessages(partsMessages);
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div role="status">
      <VisuallyHidden>{t.loading}</VisuallyHidden>
      <Skeleton h={18} mb="sm" />
      <Skeleton h={18} w="70%" />
    </div>
  );
}
