import { Select, Table, Text } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import type { Order } from './shop-data';
import { shopMessages } from './shop.messages';

interface ShopListProps<Item, Status extends string> {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>;
  /** The states to choose from, in words. */
  statuses: Readonly<Record<Status, string>>;
  status: Status | null;
  onStatus: (status: Status | null) => void;
  /** Said where nothing is. */
  empty: string;
  /** Of the columns; amounts are on the right. */
  titles: readonly { title: string; isAmount?: boolean }[];
  row: (item: Item) => ReactNode;
}

/** A list of the shop by its states, page by page. */
export function ShopList<Item, Status extends string>(props: ShopListProps<Item, Status>) {
  const t = useMessages(shopMessages);
  const { query, statuses, status, onStatus, empty, titles, row } = props;
  return (
    <>
      <Select
        aria-label={t.status}
        placeholder={t.anyStatus}
        clearable
        maw={240}
        mb="md"
        data={Object.entries<string>(statuses).map(([value, label]) => ({ value: value as Status, label }))}
        value={status}
        onChange={onStatus}
      />
      <Shown query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <EmptyState title={empty} />;
          return <ListTable columns={titles}>{items.map(row)}</ListTable>;
        }}
      </Shown>
      <ShowMore query={query} />
    </>
  );
}

/** Who buys, and what. */
export function BuyerCells({ buyer, items }: Pick<Order, 'buyer'> & { items: readonly Bought[] }) {
  const t = useMessages(shopMessages);
  const { number } = useFormats();
  return (
    <>
      <Table.Td>
        {buyer.name ?? t.nameless}
        <Text size="xs" c="dimmed" className="tabular">
          {buyer.phone}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" lineClamp={2}>
          {items.map(({ quantity, name }) => `${number(quantity)} × ${name}`).join(', ')}
        </Text>
      </Table.Td>
    </>
  );
}

type Bought = Pick<Order['items'][number], 'quantity' | 'name'>;
