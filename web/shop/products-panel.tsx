import { Badge, Button, Checkbox, Group, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Download, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ListTable } from '../parts/list-table';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { ProductDialog } from './product-dialog';
import { ProductImport } from './product-import';
import { useProducts, type Product, type WantedProducts } from './shop-data';
import { shopMessages } from './shop.messages';

const FILL_IT = 'npx hilo shop products import examples/shop/products-co.csv';

/** The product that is edited; 'new' for one that is to be made. */
type Edited = Product | 'new' | null;

/** The catalogue, searched as the agent searches it. */
export function ProductsPanel() {
  const t = useMessages(shopMessages);
  const mayWrite = may(useOperator(), 'admin');
  const [wanted, setWanted] = useState<WantedProducts>({ search: '', offersFirst: false });
  const [edited, setEdited] = useState<Edited>(null);
  const [settled] = useDebouncedValue(wanted.search.trim(), 250);
  const products = useProducts({ ...wanted, search: settled });
  return (
    <>
      <Group justify="space-between" align="flex-start" mb="md">
        <Wanted wanted={wanted} onChange={setWanted} />
        <Group gap="sm">
          <Button
            component="a"
            href="/api/shop/products/export.csv"
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
          >
            {t.export}
          </Button>
          {mayWrite && (
            <>
              <ProductImport />
              <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
                {t.newProduct}
              </Button>
            </>
          )}
        </Group>
      </Group>
      <Shown query={products}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) return <List products={items} onEdit={mayWrite ? setEdited : null} />;
          if (settled !== '') return <EmptyState title={t.noneFound} />;
          return <EmptyState title={t.noProducts} command={FILL_IT} />;
        }}
      </Shown>
      <ShowMore query={products} />
      {edited !== null && (
        <ProductDialog product={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

interface WantedProps {
  wanted: WantedProducts;
  onChange: (wanted: WantedProducts) => void;
}

/** What is looked for, in whatever words. */
function Wanted({ wanted, onChange }: WantedProps) {
  const t = useMessages(shopMessages);
  return (
    <Group align="flex-start">
      <TextInput
        aria-label={t.search}
        placeholder={t.search}
        description={t.searchHint}
        inputWrapperOrder={['input', 'description']}
        type="search"
        w={{ base: '100%', sm: 320 }}
        leftSection={<Search size={16} aria-hidden />}
        value={wanted.search}
        onChange={({ currentTarget }) => onChange({ ...wanted, search: currentTarget.value })}
      />
      <Checkbox
        label={t.offersFirst}
        mt={8}
        checked={wanted.offersFirst}
        onChange={({ currentTarget }) => onChange({ ...wanted, offersFirst: currentTarget.checked })}
      />
    </Group>
  );
}

interface ListProps {
  products: readonly Product[];
  /** Null for who may only look. */
  onEdit: ((product: Product) => void) | null;
}

function List({ products, onEdit }: ListProps) {
  const t = useMessages(shopMessages);
  return (
    <ListTable
      columns={[
        t.product,
        t.category,
        { title: t.price, isAmount: true },
        { title: t.stock, isAmount: true },
        { title: t.reserved, isAmount: true },
        ...(onEdit ? [''] : []),
      ]}
    >
      {products.map((product) => (
        <Row key={product.id} product={product} onEdit={onEdit} />
      ))}
    </ListTable>
  );
}

function Row({ product, onEdit }: { product: Product } & Pick<ListProps, 'onEdit'>) {
  const t = useMessages(shopMessages);
  const { number, money } = useFormats();
  const { sku, name, category, price_minor, currency, is_offer, stock, reserved } = product;
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {is_offer && (
            <Badge variant="dot" color="orange" size="sm" tt="none" fw={500}>
              {t.offer}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {sku}
        </Text>
      </Table.Td>
      <Table.Td>{category}</Table.Td>
      <Table.Td ta="right" className="tabular">
        {money(price_minor, currency)}
      </Table.Td>
      <Table.Td ta="right" className="tabular" {...(stock === 0 && { c: 'var(--mantine-color-error)' })}>
        {stock === 0 ? t.soldOut : number(stock)}
      </Table.Td>
      <Table.Td ta="right" className="tabular">
        {number(reserved)}
      </Table.Td>
      {onEdit && (
        <Table.Td ta="right">
          <Button size="xs" variant="default" aria-label={t.editOf(name)} onClick={() => onEdit(product)}>
            {t.edit}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
