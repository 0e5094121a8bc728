import { Badge } from '@mantine/core';
import { useMessages } from '../language/language';
import type { Order } from './shop-data';
import { shopMessages } from './shop.messages';

const COLOURS: Record<Order['payment_status'], string> = {
  pending: 'yellow',
  paid: 'teal',
  expired: 'gray',
  cancelled: 'gray',
  refunded: 'blue',
};

/** How an order stands. */
export function OrderStatus({ status }: { status: Order['payment_status'] }) {
  const t = useMessages(shopMessages);
  return (
    <Badge variant="dot" color={COLOURS[status]} tt="none" fw={500}>
      {t.statuses[status]}
    </Badge>
  );
}
