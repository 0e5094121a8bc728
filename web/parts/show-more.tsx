import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';

/** The way to the next page of a list, where there is one. */
export function ShowMore({ query }: { query: UseInfiniteQueryResult }) {
  const t = useMessages(partsMessages);
  if (!query.hasNextPage) return null;
  return (
    <Button
      variant="default"
      mt="md"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t.more}
    </Button>
  );
}
