import { Badge, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { useCarts, type Cart } from './shop-data';
import { BuyerCells, ShopList } from './shop-list';
import { shopMessages } from './shop.messages';

const COLOURS = { active: 'hilo', converted: 'teal', abandoned: 'gray' } as const;

/** What people are about to buy, and what they left, the newest first. */
export function CartsPanel() {
  const t = useMessages(shopMessages);
  const [status, setStatus] = useState<Cart['status'] | null>('active');
  return (
    <ShopList
      query={useCarts(status)}
      statuses={t.cartStatuses}
      status={status}
      onStatus={setStatus}
      empty={t.noCarts}
      titles={[
        { title: t.buyer },
        { title: t.what },
        { title: t.total, isAmount: true },
        { title: t.status },
        { title: t.touchedAt },
      ]}
      row={(cart) => <Row key={cart.id} cart={cart} />}
    />
  );
}

function Row({ cart }: { cart: Cart }) {
  const t = useMessages(shopMessages);
  const { money, moment } = useFormats();
  const { buyer, items, total_minor, currency, status, updated_at, reminded_at } = cart;
  return (
    <Table.Tr>
      <BuyerCells buyer={buyer} items={items} />
      <Table.Td ta="right" className="tabular">
        {currency === null ? '' : money(total_minor, currency)}
      </Table.Td>
      <Table.Td>
        <Badge variant="dot" color={COLOURS[status]} tt="none" fw={500}>
          {t.cartStatuses[status]}
        </Badge>
      </Table.Td>
      <Table.Td>
        {moment(updated_at)}
        {reminded_at !== null && (
          <Text size="xs" c="dimmed">
            {t.remindedAt(moment(reminded_at))}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
