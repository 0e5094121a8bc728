import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSection } from './use-section';

export interface Section {
  /** Also what the address names it by, behind its #. */
  name: string;
  label: string;
  content: ReactNode;
}

interface SectionTabsProps {
  /** What all of them are parts of, for who does not see them. */
  label: string;
  sections: readonly Section[];
  /** Which one is shown where the address names none; else the first. */
  first?: string;
}

/** Parts of a page, each with an address; one that was opened stays, with what was typed in it. */
export function SectionTabs({ label, sections, first }: SectionTabsProps) {
  const names = sections.map(({ name }) => name);
  const { chosen, isSeen, choose } = useSection(names, first);
  return (
    <Tabs value={chosen ?? null} onChange={choose}>
      <Tabs.List mb="lg" aria-label={label}>
        {sections.map(({ name, label: words }) => (
          <Tabs.Tab key={name} value={name}>
            {words}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name}>
          {isSeen(name) && content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
