import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { HeldBackNote } from './held-back-note';
import { useApproved, type SendsBy, type Template } from './templates-data';

interface TemplateFieldProps extends Pick<AutocompleteProps, 'label' | 'description' | 'required'> {
  'data-autofocus'?: boolean;
  sender: SendsBy;
  value: string;
  onChange: (template: string) => void;
  /** One of those that the provider listed was named: its approved words are known. */
  onKnown: (template: Template) => void;
}

/** Names a template: any, or one of those that the sender may send now. */
export function TemplateField({ sender, value, onChange, onKnown, ...field }: TemplateFieldProps) {
  const approved = useApproved(sender).data ?? [];
  const name = (template: string) => {
    onChange(template);
    const known = approved.find((each) => each.template === template);
    if (known) onKnown(known);
  };
  return (
    <>
      <Autocomplete
        {...field}
        data={approved.map(({ template }) => template)}
        maxDropdownHeight={280}
        value={value}
        onChange={name}
      />
      <HeldBackNote sender={sender} template={value} />
    </>
  );
}
