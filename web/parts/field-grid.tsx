import { SimpleGrid, type SimpleGridProps } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './field-grid.module.css';

interface FieldGridProps {
  cols: NonNullable<SimpleGridProps['cols']>;
  children: ReactNode;
}

/** Fields beside each other, where there is room. */
export function FieldGrid({ cols, children }: FieldGridProps) {
  return (
    <SimpleGrid cols={cols} className={styles['grid'] ?? ''}>
      {children}
    </SimpleGrid>
  );
}
