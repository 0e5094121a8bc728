import { ActionIcon, FileButton, Menu, TextInput, Tooltip } from '@mantine/core';
import { EllipsisVertical, Paperclip, SendHorizontal } from 'lucide-react';
import { useState, type SyntheticEvent } from 'react';
import { useMessages } from '../language/language';
import styles from './phone.module.css';
import type { Written } from './simulator-data';
import { simulatorMessages } from './simulator.messages';

interface WriteBarProps {
  isWriting: boolean;
  canAttach: boolean;
  onWrite: (said: Written) => Promise<unknown>;
}

/** Where the phone writes; what could not be sent stays written. */
export function WriteBar({ isWriting, canAttach, onWrite }: WriteBarProps) {
  const t = useMessages(simulatorMessages);
  const [text, setText] = useState('');
  const write = (said: Written, then?: () => void) => {
    // A refusal is shown above, by the phone.
    onWrite(said).then(then, () => undefined);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !isWriting) write({ text }, () => setText(''));
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
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        autoComplete="off"
      />
      <ActionIcon type="submit" size="lg" radius="xl" aria-label={t.send} loading={isWriting}>
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
