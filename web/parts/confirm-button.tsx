import { Button, Group, Modal, Text, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMessages } from '../language/language';
import { partsMessages } from './parts.messages';

interface ConfirmButtonProps extends Pick<
  ButtonProps,
  'color' | 'leftSection' | 'size' | 'variant' | 'loading'
> {
  /** What is done, on the button and on the one that does it. */
  label: string;
  /** Names the button where several do the same. */
  'aria-label'?: string;
  /** Asked above it; the label where nothing is. */
  question?: string;
  /** What it will do, and what it will not. */
  says: string;
  onConfirm: () => void;
}

/** Does what cannot be taken back, after asking once. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, question: asks = props.label, says, onConfirm, 'aria-label': name, ...looks } = props;
  const t = useMessages(partsMessages);
  const [isAsking, question] = useDisclosure(false);
  const confirm = () => {
    question.close();
    onConfirm();
  };
  return (
    <>
      <Button
        variant="default"
        {...looks}
        onClick={question.open}
        {...(name !== undefined && { 'aria-label': name })}
      >
        {label}
      </Button>
      <Modal
        opened={isAsking}
        onClose={question.close}
        title={asks}
        centered
        closeButtonProps={{ 'aria-label': t.cancel }}
      >
        <Text>{says}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={question.close} data-autofocus>
            {t.cancel}
          </Button>
          <Button color={looks.color ?? 'hilo'} onClick={confirm}>
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
