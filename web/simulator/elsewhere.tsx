import { Text } from '@mantine/core';
import { CircleAlert, Info } from 'lucide-react';
import { Fragment } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { Choices, ShownFile } from './bubble';
import { elsewhereMessages } from './elsewhere.messages';
import styles from './phone.module.css';
import type { ShownAs } from './phones';
import { shownWords } from './shown-words';
import type { ShownMessage, SimulatedMessage } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface ElsewhereProps {
  elsewhere: NonNullable<SimulatedMessage['elsewhere']>;
  at: string;
  as: NonNullable<ShownAs>;
  onChoose: ((choice: string) => void) | null;
}

/** One message of the phone as its platform would show it: one or several, or none where another carries it. */
export function Elsewhere({ elsewhere: { messages, changes }, at, as, onChoose }: ElsewhereProps) {
  const t = useMessages(elsewhereMessages);
  const { platforms } = useMessages(simulatorMessages);
  return (
    <>
      {messages.map((message, n) => (
        <Fragment key={n}>
          <ShownBubble message={message} at={at} onChoose={onChoose} />
          {message.refusal !== null && (
            <ul className={styles['notes']}>
              <li>
                <CircleAlert size={12} aria-hidden />
                {t.refused(platforms[as], t.refusals[message.refusal.code] ?? message.refusal.detail)}
              </li>
            </ul>
          )}
        </Fragment>
      ))}
      {changes.length > 0 && (
        <ul className={styles['notes']}>
          {changes.map((change, n) => (
            <li key={n}>
              <Info size={12} aria-hidden />
              {`${platforms[as]}: ${t.change(change)}`}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type ShownBubbleProps = Pick<ElsewhereProps, 'at' | 'onChoose'> & { message: ShownMessage };

function ShownBubble({ message, at, onChoose }: ShownBubbleProps) {
  const { moment } = useFormats();
  const { text, emphasis, files, choices, refusal } = message;
  const isEmpty = text === '' && files.length === 0 && choices === null;
  if (isEmpty) return null;
  return (
    <div
      className={styles['bubble']}
      data-direction="to-phone"
      {...(refusal !== null && { 'data-refused': true })}
    >
      {files.map((file, n) => (
        <ShownFile key={`${n} ${file.mediaId ?? file.url ?? ''}`} file={file} />
      ))}
      {text !== '' && <div className={styles['text']}>{shownWords(text, emphasis)}</div>}
      <Text size="xs" className={styles['time']} component="time" dateTime={at}>
        {moment(at)}
      </Text>
      {choices !== null && <Choices choices={choices} onChoose={refusal === null ? onChoose : null} />}
    </div>
  );
}
