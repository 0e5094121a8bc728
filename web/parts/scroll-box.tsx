import type { ReactNode } from 'react';
import styles from './scroll-box.module.css';

/** What may be wider than its place: it scrolls in its own box, by keyboard too, and a shadow says on which side more is. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['box']} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
