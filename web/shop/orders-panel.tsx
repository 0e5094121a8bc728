import { Anchor, Table } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { OrderStatus } from './order-status';
import { useOrders, type Order } from './shop-data';
import { BuyerCells, ShopList } from './shop-list';
import { shopMessages } from './shop.messages';

/** What was bought, the newest first. */
export function OrdersPanel() {
  const t = useMessages(shopMessages);
  const [status, setStatus] = useState<Order['payment_status'] | null>(null);
  return (
    <ShopList
      query={useOrders(status)}
      statuses={t.statuses}
      status={status}
      onStatus={setStatus}
      empty={status === null ? t.noOrders : t.noneOfStatus}
      titles={[
        { title: t.order },
        { title: t.buyer },
        { title: t.what },
        { title: t.total, isAmount: true },
        { title: t.status },
        { title: t.placedAt },
      ]}
      row={(order) => <Row key={order.id} order={order} />}
    />
  );
}

function Row({ order }: { order: Order }) {
  const t = useMessages(shopMessages);
  const { money, moment } = useFormats();
  const { id, buyer, items, total_minor, currency, payment_status, created_at } = order;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/shop/orders/${id}`} fw={600} className="tabular">
          {t.orderOf(String(id))}
        </Anchor>
      </Table.Td>
      <BuyerCells buyer={buyer} items={items} />
      <Table.Td ta="right" className="tabular">
        {money(total_minor, currency)}
      </Table.Td>
      <Table.Td>
        <OrderStatus status={payment_status} />
      </Table.Td>
      <Table.Td>{moment(created_at)}</Table.Td>
    </Table.Tr>
  );
}
