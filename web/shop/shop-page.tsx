import { Card, Tabs } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { CartsPanel } from './carts-panel';
import { OrdersPanel } from './orders-panel';
import { ProductsPanel } from './products-panel';
import { shopMessages } from './shop.messages';

const PARTS = ['products', 'orders', 'carts'] as const;

/** What is sold, what was bought, and what people are about to buy. */
export default function ShopPage() {
  const t = useMessages(shopMessages);
  const { part } = useParams<{ part?: string }>();
  const [, go] = useLocation();
  const chosen = PARTS.find((name) => name === part) ?? 'products';
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Tabs value={chosen} onChange={(name) => go(`/shop/${name ?? ''}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t.parts[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Card withBorder radius="lg" padding="md">
          <Tabs.Panel value="products">
            <ProductsPanel />
          </Tabs.Panel>
          <Tabs.Panel value="orders">
            <OrdersPanel />
          </Tabs.Panel>
          <Tabs.Panel value="carts">
            <CartsPanel />
          </Tabs.Panel>
        </Card>
      </Tabs>
    </>
  );
}
