import {
  Bot,
  CalendarClock,
  CircleStop,
  Clock,
  CornerDownRight,
  GitFork,
  GraduationCap,
  Headset,
  MessageCircle,
  MessageCircleQuestionMark,
  Variable,
  Webhook,
  CalendarCheck,
  type LucideIcon,
} from 'lucide-react';

/** A sign for each kind of step. */
export const STEP_ICONS: Readonly<Record<string, LucideIcon>> = {
  message: MessageCircle,
  ask: MessageCircleQuestionMark,
  branch: GitFork,
  set: Variable,
  call: Webhook,
  appointment: CalendarClock,
  goto: CornerDownRight,
  wait: Clock,
  agent: Bot,
  handoff: Headset,
  enroll: GraduationCap,
  complete: CalendarCheck,
  end: CircleStop,
};
