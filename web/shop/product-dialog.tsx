import { Button, Checkbox, Group, Modal, NumberInput, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Trash2 } from 'lucide-react';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import type { Product } from './shop-data';
import { useRemoveProduct, useSaveProduct, type ProductFields } from './shop-writes';
import { shopMessages } from './shop.messages';

interface ProductDialogProps {
  /** Null for one that is to be made. */
  product: Product | null;
  onClose: () => void;
}

const NEW: ProductFields = {
  sku: '',
  name: '',
  category: '',
  description: '',
  price: 0,
  is_offer: false,
  stock: 0,
};

/** One product, to be made or changed. What the API refuses stays written. */
export function ProductDialog({ product, onClose }: ProductDialogProps) {
  const t = useMessages(shopMessages);
  const parts = useMessages(partsMessages);
  const save = useSaveProduct(product?.id ?? null);
  const form = useProductForm(product);
  const onSubmit = form.onSubmit((fields) => save.mutate(fields, { onSuccess: onClose }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={product === null ? t.newProduct : product.name}
      withCloseButton={false}
    >
      <form onSubmit={onSubmit} noValidate>
        <Fields form={form} product={product} />
        {save.isError && <ProblemAlert error={save.error} />}
        <Group justify="space-between" mt="lg">
          {product === null ? <span /> : <Remove product={product} onRemoved={onClose} />}
          <Group>
            <Button variant="default" onClick={onClose}>
              {parts.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.save}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  );
}

function Fields({
  form,
  product,
}: Pick<ProductDialogProps, 'product'> & { form: ReturnType<typeof useProductForm> }) {
  const t = useMessages(shopMessages);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t.name} data-autofocus {...form.getInputProps('name')} />
        <TextInput label={t.sku} {...form.getInputProps('sku')} />
        <TextInput label={t.category} {...form.getInputProps('category')} />
        <NumberInput
          label={product === null ? t.price : t.priceIn(product.currency)}
          min={0}
          decimalScale={2}
          {...form.getInputProps('price')}
        />
        <NumberInput label={t.stock} min={0} allowDecimal={false} {...form.getInputProps('stock')} />
        <Checkbox
          label={t.isOffer}
          mt={{ sm: 30 }}
          {...form.getInputProps('is_offer', { type: 'checkbox' })}
        />
      </SimpleGrid>
      <Textarea label={t.description} autosize minRows={2} mt="md" {...form.getInputProps('description')} />
    </>
  );
}

function useProductForm(product: Product | null) {
  const t = useMessages(shopMessages);
  const required = (value: string) => (value.trim() === '' ? t.missing : null);
  const { sku, name, category, description, price, is_offer, stock } = product ?? NEW;
  return useForm<ProductFields>({
    initialValues: { sku, name, category, description, price, is_offer, stock },
    validate: {
      sku: required,
      name: required,
      category: required,
      price: (value) => (value > 0 ? null : t.missing),
    },
  });
}

function Remove({ product: { id, name }, onRemoved }: { product: Product; onRemoved: () => void }) {
  const t = useMessages(shopMessages);
  const remove = useRemoveProduct(id);
  return (
    <ConfirmButton
      label={t.remove}
      color="red"
      leftSection={<Trash2 size={16} aria-hidden />}
      question={t.removeQuestion(name)}
      says={t.removeSays}
      loading={remove.isPending}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onRemoved })}
    />
  );
}
