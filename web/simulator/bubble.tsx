import { Anchor, Button, Menu, Text } from '@mantine/core';
import { FileText, List } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import styles from './phone.module.css';
import { shownWords, type Emphasis } from './shown-words';
import type { SimulatedMessage } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface BubbleProps {
  message: SimulatedMessage;
  labels: ReadonlyMap<string, string>;
  onChoose: ((choice: string) => void) | null;
}

/** One message as the phone shows it. */
export function Bubble({ message, labels, onChoose }: BubbleProps) {
  const { moment } = useFormats();
  const { direction, text, files, choices, choice, at } = message;
  const said = text === '' && choice !== null ? (labels.get(choice) ?? choice) : text;
  return (
    <div className={styles['bubble']} data-direction={direction}>
      {files.map((file, index) => (
        <ShownFile key={`${index} ${file.mediaId ?? file.url ?? ''}`} file={file} />
      ))}
      {said !== '' && <div className={styles['text']}>{shownWords(said, null)}</div>}
      <Text size="xs" className={styles['time']} component="time" dateTime={at}>
        {moment(at)}
      </Text>
      {choices !== null && <Choices choices={choices} onChoose={onChoose} />}
    </div>
  );
}

type File = SimulatedMessage['files'][number] & { emphasis?: Emphasis };

/** A picture, or where a file is, with its caption. */
export function ShownFile({ file }: { file: File }) {
  const { caption, emphasis = null } = file;
  return (
    <figure className={styles['file']}>
      <FileItself file={file} />
      {caption !== null && (
        <figcaption className={styles['text']}>{shownWords(caption, emphasis)}</figcaption>
      )}
    </figure>
  );
}

function FileItself({ file: { kind, mediaId, url, fileName, caption } }: { file: File }) {
  const t = useMessages(simulatorMessages);
  const name = fileName ?? t.file;
  const source = mediaId === null ? null : `/api/media/${mediaId}/content`;
  if (source !== null && (kind === 'image' || kind === 'sticker')) {
    return <img src={source} alt={caption ?? name} loading="lazy" />;
  }
  return (
    <Anchor href={source ?? url ?? '#'} target="_blank" rel="noreferrer" size="sm">
      <FileText size={16} aria-hidden /> {name}
    </Anchor>
  );
}

type ChoicesProps = Pick<BubbleProps, 'onChoose'> & { choices: NonNullable<SimulatedMessage['choices']> };

/** Buttons under a message, or a list that opens. */
export function Choices({ choices: { open, options }, onChoose }: ChoicesProps) {
  if (open === null) {
    return (
      <div className={styles['choices']}>
        {options.map(({ id, label }) => (
          <Button
            key={id}
            size="xs"
            variant="default"
            fullWidth
            disabled={onChoose === null}
            onClick={() => onChoose?.(id)}
          >
            {label}
          </Button>
        ))}
      </div>
    );
  }
  return (
    <Menu position="top" width={280}>
      <Menu.Target>
        <Button size="xs" variant="default" fullWidth mt={6} leftSection={<List size={14} aria-hidden />}>
          {open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map(({ id, label, description }) => (
          <Menu.Item key={id} disabled={onChoose === null} onClick={() => onChoose?.(id)}>
            {label}
            {description !== null && (
              <Text size="xs" c="dimmed">
                {description}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
