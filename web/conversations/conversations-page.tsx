import { useMatches } from '@mantine/core';
import { useParams } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { Conversation } from './conversation';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';
import { Inbox } from './inbox';

/** The inbox and, beside it or in its place on a phone, the conversation that was chosen. */
export default function ConversationsPage() {
  const t = useMessages(conversationsMessages);
  const { id } = useParams<{ id?: string }>();
  const hasRoom = useMatches({ base: false, md: true });
  if (id === undefined) {
    return (
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <div className={styles['panes']}>
          <Inbox chosen={null} />
          <div className={styles['pane']} hidden={!hasRoom}>
            <EmptyState title={t.choose} />
          </div>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t.title} {...(!hasRoom && { back: { href: '/conversations', label: t.back } })} />
      <div className={styles['panes']}>
        {hasRoom && <Inbox chosen={id} />}
        <Conversation key={id} id={id} />
      </div>
    </>
  );
}
