import { Tabs } from '@mantine/core';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
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
  /** Whether only the chosen one is there, as where the others would go on asking for what nobody sees. */
  isOneAtATime?: boolean;
}

/** Parts of a page, each with an address; one that was opened stays, with what was typed in it. */
export function SectionTabs({ label, sections, first, isOneAtATime = false }: SectionTabsProps) {
  const names = sections.map(({ name }) => name);
  const { chosen, isSeen, choose } = useSection(names, first);
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => bringIntoView(list.current), [chosen]);
  return (
    <Tabs value={chosen ?? null} onChange={choose}>
      <Tabs.List ref={list} mb="lg" aria-label={label}>
        {sections.map(({ name, label: words }) => (
          <Tabs.Tab key={name} value={name}>
            {words}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name}>
          {(isOneAtATime ? name === chosen : isSeen(name)) && content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** On a phone not every tab fits: the chosen one is shown, whatever led to it. */
function bringIntoView(list: HTMLElement | null): void {
  const tab = list?.querySelector<HTMLElement>('[role=tab][aria-selected=true]');
  if (list && tab) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.clientWidth) / 2;
}
