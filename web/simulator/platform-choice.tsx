import { Select } from '@mantine/core';
import { useMessages } from '../language/language';
import { PLATFORMS, type Phone } from './phones';
import { simulatorMessages } from './simulator.messages';

interface PlatformChoiceProps {
  phone: Phone;
  onChange: (phone: Phone) => void;
}

const OWN = 'simulator';

/** What the phone shows its messages as. */
export function PlatformChoice({ phone, onChange }: PlatformChoiceProps) {
  const t = useMessages(simulatorMessages);
  const data = ([OWN, ...PLATFORMS] as const).map((name) => ({ value: name, label: t.platforms[name] }));
  return (
    <Select
      size="xs"
      aria-label={t.as}
      data={data}
      value={phone.as ?? OWN}
      onChange={(chosen) => onChange({ ...phone, as: chosen === OWN ? null : chosen })}
      allowDeselect={false}
    />
  );
}
