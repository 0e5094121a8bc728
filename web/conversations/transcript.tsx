import { Anchor, Button, Switch, Text } from '@mantine/core';
import { FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { useTranscript, type Entry } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { SendState } from './send-state';
import { eventLine, isNews, saidIn } from './words-of';

/** What was said and done, the newest in sight; older pages are asked for. */
export function Transcript({ id }: { id: string }) {
  const t = useMessages(conversationsMessages);
  const history = useTranscript(id);
  const [hasDetails, setHasDetails] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  const entries = (history.data?.pages.toReversed() ?? []).flatMap(({ items }) => items);
  const last = entries.at(-1)?.id;
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [last]);
  return (
    <>
      <Switch
        size="xs"
        mb="xs"
        label={t.details}
        checked={hasDetails}
        onChange={({ currentTarget }) => setHasDetails(currentTarget.checked)}
      />
      <div className={styles['log']} role="log" aria-label={t.transcript} tabIndex={0} ref={log}>
        {history.isError && <ProblemAlert error={history.error} onRetry={() => void history.refetch()} />}
        {history.hasNextPage && (
          <Button
            size="xs"
            variant="default"
            className={styles['older'] ?? ''}
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {t.older}
          </Button>
        )}
        {history.isSuccess && entries.length === 0 && <Text c="dimmed">{t.saidNothing}</Text>}
        {entries
          .filter((entry) => hasDetails || isNews(entry))
          .map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
      </div>
    </>
  );
}

function Line({ entry }: { entry: Entry }) {
  const t = useMessages(conversationsMessages);
  const { moment } = useFormats();
  const { type, at, event } = entry;
  if (type === 'event') {
    return (
      <p className={styles['event']} data-event={event} title={moment(at)}>
        {eventLine(entry, { ...t, moment })}
      </p>
    );
  }
  const { texts, files, options } = saidIn(entry);
  return (
    <div className={styles['said']} data-by={type}>
      {type !== 'user' && <span className={styles['by']}>{t[type]}</span>}
      {files.map(({ kind, mediaId }, index) => (
        <ShownFile key={`${index} ${mediaId ?? ''}`} kind={kind} mediaId={mediaId} />
      ))}
      {texts.map((text, index) => (
        <div key={`${index} ${text}`} className={styles['text']}>
          {text}
        </div>
      ))}
      {options.length > 0 && (
        <ul className={styles['options']}>
          {options.map((label) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      )}
      <time className={styles['time']} dateTime={at}>
        {moment(at)} <SendState sends={entry.sends} />
      </time>
    </div>
  );
}

function ShownFile({ kind, mediaId }: { kind: string; mediaId: string | null }) {
  const t = useMessages(conversationsMessages);
  if (mediaId === null) return <Text size="sm">{`${t.file}: ${kind}`}</Text>;
  const source = `/api/media/${mediaId}/content`;
  if (kind === 'image' || kind === 'sticker') {
    return <img className={styles['picture']} src={source} alt={kind} loading="lazy" />;
  }
  return (
    <Anchor href={source} target="_blank" rel="noreferrer" size="sm">
      <FileText size={16} aria-hidden /> {kind}
    </Anchor>
  );
}
