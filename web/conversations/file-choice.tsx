import { ActionIcon, Group, Modal, Stack, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { FileText, Paperclip } from 'lucide-react';
import { useMessages } from '../language/language';
import { contentOf, useMedia, useUploads, type MediaFile } from '../media/media-data';
import { EmptyState } from '../parts/empty-state';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { ShowMore } from '../parts/show-more';
import { Shown } from '../parts/shown';
import { UploadButton } from '../parts/upload-button';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';

interface FileChoiceProps {
  botId: string;
  isDisabled: boolean;
  onChoose: (file: MediaFile) => void;
}

/** Chooses one of the bot's files to send; whoever may add one can do it here. */
export function FileChoice({ botId, isDisabled, onChoose }: FileChoiceProps) {
  const t = useMessages(conversationsMessages);
  const parts = useMessages(partsMessages);
  const [isOpen, dialog] = useDisclosure(false);
  const choose = (file: MediaFile) => {
    onChoose(file);
    dialog.close();
  };
  return (
    <>
      <Tooltip label={t.attach}>
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t.attach}
          disabled={isDisabled}
          onClick={dialog.open}
        >
          <Paperclip size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={t.attach}
        size="lg"
        closeButtonProps={{ 'aria-label': parts.cancel }}
      >
        <Files botId={botId} onChoose={choose} />
      </Modal>
    </>
  );
}

function Files({ botId, onChoose }: Pick<FileChoiceProps, 'botId' | 'onChoose'>) {
  const t = useMessages(conversationsMessages);
  const media = useMedia(botId);
  const upload = useUploads(botId);
  const mayUpload = may(useOperator(), 'admin');
  return (
    <Stack>
      {mayUpload && (
        <Group>
          <UploadButton
            label={t.upload}
            isPending={upload.isPending}
            onChoose={(files) => upload.mutate(files)}
          />
        </Group>
      )}
      {upload.isError && <ProblemAlert error={upload.error} />}
      <Shown query={media}>
        {({ pages }) => {
          const files = pages.flatMap(({ items }) => items).filter(({ kind }) => kind !== 'sticker');
          if (files.length === 0) return <EmptyState title={t.noFiles} />;
          return (
            <ul className={styles['files']}>
              {files.map((file) => (
                <li key={file.id}>
                  <button type="button" className={styles['choice']} onClick={() => onChoose(file)}>
                    {file.kind === 'image' ? (
                      <img src={contentOf(file.id)} alt="" loading="lazy" />
                    ) : (
                      <FileText size={32} aria-hidden />
                    )}
                    <span>{file.fileName}</span>
                  </button>
                </li>
              ))}
            </ul>
          );
        }}
      </Shown>
      <ShowMore query={media} />
    </Stack>
  );
}
