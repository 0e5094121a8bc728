import { Button, FileButton, type ButtonProps } from '@mantine/core';
import { Upload } from 'lucide-react';

interface UploadButtonProps extends Pick<ButtonProps, 'variant'> {
  label: string;
  /** Kinds of files, as an input of files has them; any where none is named. */
  accept?: string;
  isMultiple?: boolean;
  isPending?: boolean;
  /** At least one file, and only one unless there may be several. */
  onChoose: (files: [File, ...File[]]) => void;
}

/** A button that takes files from this machine. */
export function UploadButton(props: UploadButtonProps) {
  const { label, accept, isMultiple = false, isPending = false, variant = 'default', onChoose } = props;
  const onChange = (chosen: File | File[] | null) => {
    const [first, ...others] = [chosen ?? []].flat();
    if (first) onChoose([first, ...others]);
  };
  return (
    <FileButton multiple={isMultiple} onChange={onChange} {...(accept !== undefined && { accept })}>
      {(button) => (
        <Button
          {...button}
          variant={variant}
          leftSection={<Upload size={16} aria-hidden />}
          loading={isPending}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
