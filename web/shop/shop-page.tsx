import { Card } from '@mantine/core';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { SectionTabs } from '../parts/section-tabs';
import { CartsPanel } from './carts-panel';
import { OrdersPanel } from './orders-panel';
import { ProductsPanel } from './products-panel';
import { shopMessages } from './shop.messages';

const PARTS = [
  { name: 'products', component: ProductsPanel },
  { name: 'orders', component: OrdersPanel },
  { name: 'carts', component: CartsPanel },
] as const;

/** What is sold, what was bought, and what people are about to buy. */
export default function ShopPage() {
  const t = useMessages(shopMessages);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <SectionTabs
        label={t.sections}
        sections={PARTS.map(({ name, component: Component }) => ({
          name,
          label: t.parts[name],
          content: (
            <Card withBorder radius="lg" padding="md">
              <Component />
            </Card>
          ),
        }))}
      />
    </>
  );
}
