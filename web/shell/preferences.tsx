import { Group, SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { useLanguage, useMessages } from '../language/language';
import { shellMessages } from './shell.messages';

const SCHEMES = [
  ['light', Sun],
  ['dark', Moon],
  ['auto', Monitor],
] as const satisfies [string, LucideIcon][];

/** Language and colours: kept in this browser. */
export function Preferences() {
  const t = useMessages(shellMessages);
  const { language, speak } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Group gap="sm" p="sm" justify="space-between" wrap="nowrap">
      <SegmentedControl
        size="xs"
        aria-label={t.language}
        value={language}
        onChange={speak}
        data={[
          { value: 'es', label: 'Español' },
          { value: 'en', label: 'English' },
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.theme}
        value={colorScheme}
        onChange={setColorScheme}
        data={SCHEMES.map(([value, Icon]) => ({
          value,
          label: (
            <>
              <Icon size={14} aria-hidden />
              <VisuallyHidden>{t.themes[value]}</VisuallyHidden>
            </>
          ),
        }))}
      />
    </Group>
  );
}
