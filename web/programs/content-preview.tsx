import { Text } from '@mantine/core';
import { useMessages } from '../language/language';
import type { DayContent } from './definition-draft';
import { definitionMessages } from './definition.messages';
import styles from './definition.module.css';
import { filledIn } from '../parts/filled-in';
import { emphasized } from '../parts/emphasized';

/** A day's message on the phone of the contact. */
export function ContentPreview({ content }: { content: DayContent }) {
  const t = useMessages(definitionMessages);
  const words = wordsOf(content);
  return (
    <figure className={styles['preview']} aria-label={t.preview}>
      <Text component="figcaption" size="xs" fw={600} mb={6}>
        {t.preview}
      </Text>
      {words === null || words === '' ? (
        <Text size="sm" c="dimmed">
          {words === null ? t.noWords[content.kind === 'scenario' ? 'scenario' : 'trigger'] : t.nothingYet}
        </Text>
      ) : (
        <div className={styles['bubble']}>{emphasized(words)}</div>
      )}
    </figure>
  );
}

/** Null where the words are another's. */
function wordsOf(content: DayContent): string | null {
  if (content.kind === 'text') return content.text;
  return content.kind === 'template' ? filledIn(content.preview ?? '', content.variables) : null;
}
