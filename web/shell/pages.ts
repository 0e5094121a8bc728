import { House, type LucideIcon } from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { shellMessages } from './shell.messages';

export interface Page {
  /** Where it is, in wouter's words; the navigation shows it as chosen at every address under it. */
  path: string;
  name: keyof (typeof shellMessages)['en']['pages'];
  icon: LucideIcon;
  component: ComponentType;
  /** Whether the navigation has it; a page of one thing of a list is reached from the list. */
  isListed: boolean;
}

/** Every page, in the order of the navigation; each is loaded when it is first opened. */
export const PAGES: readonly Page[] = [
  {
    path: '/',
    name: 'home',
    icon: House,
    component: lazy(() => import('../home/home-page')),
    isListed: true,
  },
];
