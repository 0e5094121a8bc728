import { Text } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Facts } from '../parts/facts';
import { Panel } from '../parts/panel';
import styles from './broadcasts.module.css';
import type { Broadcast } from './broadcasts-data';
import { broadcastsMessages } from './broadcasts.messages';

/** What goes out, with its places as they are written, and by which rules. */
export function MessagePanel({ broadcast }: { broadcast: Broadcast }) {
  const t = useMessages(broadcastsMessages);
  const { number } = useFormats();
  const { content, contactHours, frequencyCap, ratePerSecond, rejectedRows } = broadcast;
  const cap = frequencyCap && t.capOf(number(frequencyCap.messages), number(frequencyCap.days));
  const facts = [
    { name: t.contactHours, value: t.hours[contactHours] },
    { name: t.cap, value: cap ?? t.noCap },
    { name: t.rate, value: ratePerSecond === null ? t.ownRate : t.perSecond(number(ratePerSecond)) },
    { name: t.rejectedRows, value: number(rejectedRows) },
  ];
  return (
    <Panel title={t.message}>
      <div className={styles['bubble']}>
        {content.kind === 'text' ? content.text : (content.preview ?? content.template)}
      </div>
      {content.kind === 'template' && (
        <Text size="xs" c="dimmed" mt={4}>
          {t.template}: {content.template}
        </Text>
      )}
      <Facts facts={facts} />
    </Panel>
  );
}
