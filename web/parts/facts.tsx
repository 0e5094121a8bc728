import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** A name, what is to be said under it, and the colour it has in a chart. */
export interface Fact {
  name: string;
  value: ReactNode;
  colour?: string;
  /** Has a line to itself, as an address that is too long for a column. */
  isWide?: boolean;
}

/** What is known of something, each fact under its name; figures are large, and beneath each other of one width. */
export function Facts({ facts, isLarge = false }: { facts: readonly Fact[]; isLarge?: boolean }) {
  return (
    <dl className={styles['facts']} data-large={isLarge || undefined}>
      {facts.map(({ name, value, colour, isWide = false }) => (
        <div key={name} data-wide={isWide || undefined}>
          <dt>
            {colour !== undefined && (
              <span className={styles['dot']} style={{ background: colour }} aria-hidden />
            )}
            {name}
          </dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
