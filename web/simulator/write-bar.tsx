import { ActionIcon, FileButton, Menu, TextInput, Tooltip } from '@mantine/core';
import { EllipsisVertical, Paperclip, SendHorizontal } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import { useSentDraft, type Kind } from '../parts/sent-draft';
import styles from './phone.module.css';
import type { Written } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface WriteBarProps {
  isWriting: boolean;
  canAttach: boolean;
  onWrite: (said: Written) => Promise<unknown>;
}

const TYPED: Kind<string> = {
  empty: '',
  isEmpty: (text) => text.trim() === '',
  join: (first, then) => [first, then].filter((text) => text.trim() !== '').join(' '),
};

/** Where the phone writes; what could not be sent comes back. */
export function WriteBar({ isWriting, canAttach, onWrite }: WriteBarProps) {
  const t = useMessages(simulatorMessages);
  const { words, write: type, send } = useSentDraft(TYPED, (text, id) => onWrite({ id, text }));
  const write = (said: Omit<Written, 'id'>) => {
    // A refusal is shown above, by the phone.
    onWrite({ id: crypto.randomUUID(), ...said }).catch(() => undefined);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form className={styles['bar']} onSubmit={onSubmit}>
      <FileButton onChange={(file) => file && write({ file })} disabled={!canAttach}>
        {(props) => (
          <Tooltip label={canAttach ? t.attach : t.attachNeedsBot}>
            <ActionIcon
              {...props}
              variant="subtle"
              size="lg"
              aria-label={t.attach}
              data-disabled={!canAttach}
            >
              <Paperclip size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      <TextInput
        className={styles['words']}
        aria-label={t.write}
        placeholder={t.write}
        value={words}
        onChange={({ currentTarget: { value } }) => type(() => value)}
        autoComplete="off"
      />
      <ActionIcon type="submit" size="lg" radius="xl" aria-label={t.send} loading={isWriting && words === ''}>
        <SendHorizontal size={18} aria-hidden />
      </ActionIcon>
      <OptOutMenu onWrite={(text) => write({ text })} />
    </form>
  );
}

/** The words by which people leave and come back. */
function OptOutMenu({ onWrite }: { onWrite: (text: string) => void }) {
  const t = useMessages(simulatorMessages);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t.more}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onWrite('BAJA')}>{t.optOut}</Menu.Item>
        <Menu.Item onClick={() => onWrite('ALTA')}>{t.optIn}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
