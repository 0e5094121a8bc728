import { Button, Modal, type MantineSize } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';

interface AddDialogProps {
  /** On the button, and above what it opens. */
  label: string;
  size?: MantineSize;
  /** The form, which is new each time it is opened. */
  children: ReactNode;
}

/** A button that opens the form for something new. */
export function AddDialog({ label, size = 'md', children }: AddDialogProps) {
  const t = useMessages(partsMessages);
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={dialog.open}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={dialog.close}
        title={label}
        size={size}
        closeButtonProps={{ 'aria-label': t.cancel }}
      >
        {children}
      </Modal>
    </>
  );
}
