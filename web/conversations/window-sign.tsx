import { Badge, Tooltip } from '@mantine/core';
import { useFormats } from '../language/formats';
import { useMessages } from '../language/language';
import type { Dialog } from './conversations-data';
import { conversationsMessages } from './conversations.messages';

/** Whether anything but a template is taken just now. */
export function isWindowOpen({ window }: Dialog): boolean {
  return window === null || (window.closesAt !== null && Date.parse(window.closesAt) > Date.now());
}

/** Until when a person may be written to freely; nothing where that is always so. */
export function WindowSign({ dialog }: { dialog: Dialog }) {
  const t = useMessages(conversationsMessages);
  const { moment } = useFormats();
  const closesAt = dialog.window?.closesAt ?? null;
  if (dialog.window === null) return null;
  const isOpen = isWindowOpen(dialog);
  return (
    <Tooltip label={t.windowHint} multiline w={260}>
      <Badge color={isOpen ? 'hilo' : 'orange'} variant="light" size="sm" tt="none" tabIndex={0}>
        {isOpen && closesAt !== null ? t.windowOpen(moment(closesAt)) : t.windowClosed}
      </Badge>
    </Tooltip>
  );
}
