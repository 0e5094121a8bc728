import {
  Bell,
  Bot,
  CalendarCheck,
  CalendarClock,
  ChartColumn,
  House,
  Megaphone,
  MessagesSquare,
  Settings,
  ShoppingBag,
  Smartphone,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import type { shellMessages } from './shell.messages';

export interface Page {
  /** Where it is, in wouter's words; the navigation leads to its beginning, and shows it as chosen under it. */
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
  {
    path: '/conversations/:id?',
    name: 'conversations',
    icon: MessagesSquare,
    component: lazy(() => import('../conversations/conversations-page')),
    isListed: true,
  },
  {
    path: '/programs',
    name: 'programs',
    icon: CalendarCheck,
    component: lazy(() => import('../programs/programs-page')),
    isListed: true,
  },
  {
    path: '/programs/:id',
    name: 'programs',
    icon: CalendarCheck,
    component: lazy(() => import('../programs/program-page')),
    isListed: false,
  },
  {
    path: '/programs/:program/enrollments/:id',
    name: 'programs',
    icon: CalendarCheck,
    component: lazy(() => import('../programs/enrollment-page')),
    isListed: false,
  },
  {
    path: '/calendar',
    name: 'calendar',
    icon: CalendarClock,
    component: lazy(() => import('../calendar/calendar-page')),
    isListed: true,
  },
  {
    path: '/bots',
    name: 'bots',
    icon: Bot,
    component: lazy(() => import('../bots/bots-page')),
    isListed: true,
  },
  {
    path: '/bots/:id',
    name: 'bots',
    icon: Bot,
    component: lazy(() => import('../bots/bot-page')),
    isListed: false,
  },
  {
    path: '/bots/:bot/scenarios/:id',
    name: 'bots',
    icon: Bot,
    component: lazy(() => import('../scenarios/scenario-page')),
    isListed: false,
  },
  {
    path: '/broadcasts',
    name: 'broadcasts',
    icon: Megaphone,
    component: lazy(() => import('../broadcasts/broadcasts-page')),
    isListed: true,
  },
  {
    path: '/broadcasts/new',
    name: 'broadcasts',
    icon: Megaphone,
    component: lazy(() => import('../broadcasts/new-broadcast-page')),
    isListed: false,
  },
  {
    path: '/broadcasts/templates',
    name: 'broadcasts',
    icon: Megaphone,
    component: lazy(() => import('../templates/templates-page')),
    isListed: false,
  },
  {
    path: '/broadcasts/:id',
    name: 'broadcasts',
    icon: Megaphone,
    component: lazy(() => import('../broadcasts/broadcast-page')),
    isListed: false,
  },
  {
    path: '/shop',
    name: 'shop',
    icon: ShoppingBag,
    component: lazy(() => import('../shop/shop-page')),
    isListed: true,
  },
  {
    path: '/shop/orders/:id',
    name: 'shop',
    icon: ShoppingBag,
    component: lazy(() => import('../shop/order-page')),
    isListed: false,
  },
  {
    path: '/alerts',
    name: 'alerts',
    icon: Bell,
    component: lazy(() => import('../alerts/alerts-page')),
    isListed: true,
  },
  {
    path: '/alerts/rules',
    name: 'alerts',
    icon: Bell,
    component: lazy(() => import('../alerts/rules-page')),
    isListed: false,
  },
  {
    path: '/alerts/rules/:id',
    name: 'alerts',
    icon: Bell,
    component: lazy(() => import('../alerts/rule-page')),
    isListed: false,
  },
  {
    path: '/analytics',
    name: 'analytics',
    icon: ChartColumn,
    component: lazy(() => import('../analytics/analytics-page')),
    isListed: true,
  },
  {
    path: '/simulator',
    name: 'simulator',
    icon: Smartphone,
    component: lazy(() => import('../simulator/simulator-page')),
    isListed: true,
  },
  {
    path: '/settings',
    name: 'settings',
    icon: Settings,
    component: lazy(() => import('../settings/settings-page')),
    isListed: true,
  },
];
