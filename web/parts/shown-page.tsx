import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../language/language';
import { PageHeader } from './page-header';
import { partsMessages } from './parts.messages';
import { Shown } from './shown';

interface ShownPageProps<T> {
  query: UseQueryResult<T>;
  /** The list that the page is one thing of. */
  back: { href: string; label: string };
  /** The whole page, its header too. */
  children: (data: T) => ReactNode;
}

/** The page of one thing; a page that is refused has its h1 and its way back too. */
export function ShownPage<T>({ query, back, children }: ShownPageProps<T>) {
  const t = useMessages(partsMessages);
  const isRefused = query.data === undefined && query.isError;
  return (
    <>
      {isRefused && <PageHeader title={t.notShown} back={back} />}
      <Shown query={query}>{children}</Shown>
    </>
  );
}
