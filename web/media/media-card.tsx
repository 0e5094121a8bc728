import { ActionIcon, Anchor, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { Check, Copy, FileText } from 'lucide-react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ConfirmButton } from '../parts/confirm-button';
import { contentOf, type MediaFile } from './media-data';
import styles from './media.module.css';
import { mediaMessages } from './media.messages';

interface MediaCardProps {
  file: MediaFile;
  /** Null for who may not. */
  onErase: (() => void) | null;
}

/** One file: what it looks or sounds like, and the id by which a scenario names it. */
export function MediaCard({ file, onErase }: MediaCardProps) {
  const t = useMessages(mediaMessages);
  const { moment, size } = useFormats();
  const { id, fileName, sizeBytes, createdAt, dialogId } = file;
  return (
    <article className={styles['file']} aria-label={fileName}>
      <Preview file={file} />
      <div className={styles['words']}>
        <Anchor href={contentOf(id)} download={fileName} size="sm" fw={600} truncate display="block">
          {fileName}
        </Anchor>
        <Text size="xs" c="dimmed">
          {size(sizeBytes)} · {moment(createdAt)}
        </Text>
        {dialogId !== null && (
          <Text size="xs" c="dimmed">
            {t.received}
          </Text>
        )}
        <Group justify="space-between" mt={6} wrap="nowrap">
          <CopyButton value={id}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? t.copied : t.copyHint}>
                <ActionIcon variant="default" aria-label={t.copy(fileName)} onClick={copy}>
                  {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
          {onErase !== null && (
            <ConfirmButton
              label={t.erase}
              aria-label={`${t.erase} ${fileName}`}
              size="xs"
              color="red"
              says={t.eraseSays(fileName)}
              onConfirm={onErase}
            />
          )}
        </Group>
      </div>
    </article>
  );
}

function Preview({ file: { id, kind, fileName } }: { file: MediaFile }) {
  const source = contentOf(id);
  if (kind === 'image' || kind === 'sticker') {
    return <img className={styles['picture']} src={source} alt={fileName} loading="lazy" />;
  }
  if (kind === 'video') {
    return (
      <video className={styles['picture']} src={source} controls preload="metadata" aria-label={fileName} />
    );
  }
  if (kind === 'audio') {
    return <audio className={styles['sound']} src={source} controls preload="none" aria-label={fileName} />;
  }
  return (
    <div className={styles['picture']}>
      <FileText size={40} aria-hidden />
    </div>
  );
}
