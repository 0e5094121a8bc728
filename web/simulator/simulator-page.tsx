import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Plus } from 'lucide-react';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { useSimulatorBots, type Bot } from './simulator-data';
import { PhoneCard } from './phone-card';
import { usePhones, type Phone } from './phones';
import { simulatorMessages } from './simulator.messages';
import styles from './simulator-page.module.css';

const NO_BOTS: readonly Bot[] = [];

/** Several phones side by side, each with its own conversation. */
export default function SimulatorPage() {
  const t = useMessages(simulatorMessages);
  const { phones, add, change, remove } = usePhones();
  const bots = useSimulatorBots();
  return (
    <>
      <PageHeader title={t.title} lead={t.lead}>
        <AddPhone onAdd={add} />
      </PageHeader>
      {bots.data?.length === 0 && <EmptyState title={t.noBots} command={t.makeBot} />}
      {phones.length === 0 && <EmptyState title={t.noPhones} />}
      <div className={styles['desk']}>
        {phones.map((phone) => (
          <PhoneCard
            key={phone.number}
            phone={phone}
            bots={bots.data ?? NO_BOTS}
            onChange={change}
            onRemove={() => remove(phone.number)}
          />
        ))}
      </div>
    </>
  );
}

function AddPhone({ onAdd }: { onAdd: (phone: Phone) => void }) {
  const t = useMessages(simulatorMessages);
  const form = useForm({
    initialValues: { number: '' },
    transformValues: ({ number }) => ({ number: number.replace(/[\s()-]/g, '') }),
    validate: {
      number: (value) => (/^\+\d{8,15}$/.test(value.replace(/[\s()-]/g, '')) ? null : t.numberHint),
    },
  });
  const onSubmit = form.onSubmit(({ number }) => {
    onAdd({ number, bot: null });
    form.reset();
  });
  return (
    <form onSubmit={onSubmit} className={styles['add']} noValidate>
      <TextInput
        aria-label={t.number}
        placeholder="+57 300 111 2233"
        type="tel"
        {...form.getInputProps('number')}
      />
      <Button type="submit" leftSection={<Plus size={16} aria-hidden />}>
        {t.add}
      </Button>
    </form>
  );
}
