import { Card, SimpleGrid, Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Shown } from '../parts/shown';
import { useFigures } from './home-data';
import { homeMessages } from './home.messages';

/** Four counts of messages, as they change. */
export function Figures() {
  const t = useMessages(homeMessages);
  const { number } = useFormats();
  const query = useFigures();
  return (
    <Shown query={query}>
      {({ sent, read, waiting, failed, oldestSeconds }) => (
        <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="md" component="section" aria-label={t.figures}>
          <Figure name={t.sent} value={number(sent)} hint={t.sentHint} />
          <Figure name={t.read} value={number(read)} hint={t.readHint} />
          <Figure
            name={t.waiting}
            value={number(waiting)}
            hint={oldestSeconds === null ? t.waitingHint : t.oldest(number(oldestSeconds))}
          />
          <Figure name={t.failed} value={number(failed)} hint={t.failedHint} />
        </SimpleGrid>
      )}
    </Shown>
  );
}

function Figure({ name, value, hint }: { name: string; value: string; hint: string }) {
  return (
    <Card withBorder padding="md" radius="lg">
      <Text size="sm" fw={500}>
        {name}
      </Text>
      <Text className="tabular" fz={28} fw={650} lh={1.3}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </Card>
  );
}
