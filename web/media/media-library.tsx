import { Card, Group, Text } from '@mantine/core';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { UploadButton } from '../parts/upload-button';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { MediaCard } from './media-card';
import { useEraseMedia, useMedia, useUploads } from './media-data';
import styles from './media.module.css';
import { mediaMessages } from './media.messages';

/** The files of a bot: what its scenarios show, and what people sent it. */
export function MediaLibrary({ botId }: { botId: string }) {
  const t = useMessages(mediaMessages);
  const mayWrite = may(useOperator(), 'admin');
  const media = useMedia(botId);
  const erase = useEraseMedia(botId);
  return (
    <Card withBorder radius="lg" padding="lg">
      <Group justify="space-between" mb="md">
        <Text c="dimmed">{t.lead}</Text>
        {mayWrite && <Uploads botId={botId} />}
      </Group>
      {erase.isError && <ProblemAlert error={erase.error} />}
      <Shown query={media}>
        {({ pages }) => {
          const files = pages.flatMap(({ items }) => items);
          if (files.length === 0) return <EmptyState title={t.none} />;
          return (
            <ul className={styles['files']}>
              {files.map((file) => (
                <li key={file.id}>
                  <MediaCard file={file} onErase={mayWrite ? () => erase.mutate(file.id) : null} />
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
      <ShowMore query={media} />
    </Card>
  );
}

function Uploads({ botId }: { botId: string }) {
  const t = useMessages(mediaMessages);
  const upload = useUploads(botId);
  return (
    <div>
      <UploadButton
        label={t.upload}
        isMultiple
        variant="filled"
        isPending={upload.isPending}
        onChoose={(files) => upload.mutate(files)}
      />
      {upload.isError && <ProblemAlert error={upload.error} />}
    </div>
  );
}
