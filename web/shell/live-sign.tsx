import { Badge, Tooltip } from '@mantine/core';
import { useLiveState } from '../api/live';
import { useMessages } from '../language/language';
import styles from './live-sign.module.css';
import { shellMessages } from './shell.messages';

/** Whether what is shown follows what happens. */
export function LiveSign() {
  const t = useMessages(shellMessages);
  const state = useLiveState();
  return (
    <Tooltip label={t.liveHints[state]}>
      <Badge
        variant="default"
        tt="none"
        fw={500}
        size="lg"
        role="status"
        leftSection={<span className={styles['dot']} data-state={state} aria-hidden />}
      >
        {t.live[state]}
      </Badge>
    </Tooltip>
  );
}
