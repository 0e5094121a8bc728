import { Button, Grid, Stack, Table, Text, Timeline } from '@mantine/core';
import { Ban, ExternalLink, Undo2 } from 'lucide-react';
import { useParams } from 'wouter';
import type { View } from '../api/views';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { PageHeader } from '../parts/page-header';
import { Panel } from '../parts/panel';
import { ProblemAlert } from '../parts/problem-alert';
import { Shown } from '../parts/shown';
import { ShownPage } from '../parts/shown-page';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { OrderStatus } from './order-status';
import { useOrder, useOrderTimeline, type OrderMoment } from './shop-data';
import { useEndOrder } from './shop-writes';
import { shopMessages } from './shop.messages';

type Order = View<'Order'>;

/** One order: what was bought, what happened to it, and giving the money back. */
export default function OrderPage() {
  const t = useMessages(shopMessages);
  const { id } = useParams<{ id: string }>();
  const end = useEndOrder(id);
  const back = { href: '/shop#orders', label: t.parts.orders };
  return (
    <ShownPage query={useOrder(id)} back={back}>
      {(order) => (
        <>
          <PageHeader title={t.orderOf(id)} lead={<OrderStatus status={order.payment_status} />} back={back}>
            <Button
              component="a"
              href={order.payment_url}
              target="_blank"
              rel="noreferrer"
              variant="default"
              leftSection={<ExternalLink size={16} aria-hidden />}
            >
              {t.checkoutPage}
            </Button>
            <Ends order={order} end={end} />
          </PageHeader>
          {end.isError && <ProblemAlert error={end.error} />}
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Panel title={t.what}>
                <Items order={order} />
              </Panel>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Panel title={t.timeline}>
                <Happened id={id} />
              </Panel>
            </Grid.Col>
          </Grid>
        </>
      )}
    </ShownPage>
  );
}

/** How the shop ends an order: before it is paid, or after. */
function Ends({ order, end }: { order: Order; end: ReturnType<typeof useEndOrder> }) {
  const t = useMessages(shopMessages);
  const { money } = useFormats();
  const operator = useOperator();
  const total = money(order.total_minor, order.currency);
  if (order.payment_status === 'pending' && may(operator, 'agent')) {
    return (
      <ConfirmButton
        label={t.cancel}
        color="red"
        leftSection={<Ban size={16} aria-hidden />}
        question={t.cancelQuestion(String(order.id))}
        says={t.cancelSays}
        loading={end.isPending}
        onConfirm={() => end.mutate('cancel')}
      />
    );
  }
  if (order.payment_status !== 'paid' || !may(operator, 'admin')) return null;
  return (
    <ConfirmButton
      label={t.refund}
      color="red"
      leftSection={<Undo2 size={16} aria-hidden />}
      question={t.refundQuestion(total)}
      says={t.refundSays(total)}
      loading={end.isPending}
      onConfirm={() => end.mutate('refund')}
    />
  );
}

function Items({ order }: { order: Order }) {
  const t = useMessages(shopMessages);
  const { moment } = useFormats();
  const { email, expires_at, payment_status } = order;
  return (
    <Stack gap="md">
      <ItemsTable order={order} />
      {email !== null && <Text size="sm">{t.receiptTo(email)}</Text>}
      {payment_status === 'pending' && (
        <Text size="sm" c="dimmed">
          {t.waitsUntil(moment(expires_at))}
        </Text>
      )}
    </Stack>
  );
}

function ItemsTable({ order: { items, total_minor, currency } }: { order: Order }) {
  const t = useMessages(shopMessages);
  const { money, number } = useFormats();
  return (
    <Table className="tabular" horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.product}</Table.Th>
          <Table.Th ta="right">{t.quantity}</Table.Th>
          <Table.Th ta="right">{t.price}</Table.Th>
          <Table.Th ta="right">{t.total}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ product_id, name, quantity, unit_price_minor, line_total_minor }) => (
          <Table.Tr key={product_id}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{number(quantity)}</Table.Td>
            <Table.Td ta="right">{money(unit_price_minor, currency)}</Table.Td>
            <Table.Td ta="right">{money(line_total_minor, currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={3}>{t.total}</Table.Th>
          <Table.Th ta="right">{money(total_minor, currency)}</Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

function Happened({ id }: { id: string }) {
  const { moment } = useFormats();
  const words = useMomentWords();
  return (
    <Shown query={useOrderTimeline(id)}>
      {({ items }) => (
        <Timeline bulletSize={12} lineWidth={2} active={items.length}>
          {items.map((one) => (
            <Timeline.Item key={`${one.at} ${one.kind} ${one.what ?? ''}`}>
              <Text size="sm">{words(one)}</Text>
              <Text size="xs" c="dimmed">
                {moment(one.at)}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Shown>
  );
}

function useMomentWords(): (one: OrderMoment) => string {
  const t = useMessages(shopMessages);
  const occasions: Readonly<Record<string, string>> = t.told;
  const states: Readonly<Record<string, string>> = t.toldStates;
  const providers: Readonly<Record<string, string>> = t.providers;
  return ({ kind, what, state }) => {
    if (kind === 'told') {
      return `${occasions[what ?? ''] ?? ''} (${states[state ?? ''] ?? state ?? ''})`;
    }
    return what === null ? t.moments[kind] : `${t.moments[kind]}: ${providers[what] ?? what}`;
  };
}
