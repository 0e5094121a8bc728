import { Check, CheckCheck, CircleAlert, Clock, type LucideIcon } from 'lucide-react';
import { useMessages } from '../language/language';
import type { Entry } from './conversations-data';
import { conversationsMessages } from './conversations.messages';
import styles from './conversations.module.css';

type State = Entry['sends'][number]['state'];

/** From the least to the best of it: of several messages the one that fared worst is shown. */
const ORDER: readonly State[] = [
  ...(['rejected', 'suppressed', 'unconfirmed', 'cancelled'] as const),
  ...(['reserved', 'dispatching', 'accepted', 'delivered', 'read'] as const),
];
const ICONS: Readonly<Record<State, LucideIcon>> = {
  rejected: CircleAlert,
  suppressed: CircleAlert,
  unconfirmed: CircleAlert,
  cancelled: CircleAlert,
  reserved: Clock,
  dispatching: Clock,
  accepted: Check,
  delivered: CheckCheck,
  read: CheckCheck,
};

/** How a message went out, as far as its provider has told. */
export function SendState({ sends }: Pick<Entry, 'sends'>) {
  const t = useMessages(conversationsMessages);
  const [worst] = sends.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  if (worst === undefined) return null;
  const Icon = ICONS[worst.state];
  return (
    <span className={styles['state']} data-state={worst.state}>
      <Icon size={13} aria-hidden /> {t.sendStates[worst.state]}
      {worst.detail !== null && Icon === CircleAlert && `: ${worst.detail}`}
    </span>
  );
}
