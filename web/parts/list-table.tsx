import { Table } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import styles from './list-table.module.css';

/** A column by its title; what can be done with a row has none. */
export interface Column {
  title: string;
  /** Amounts stand on the right, their digits beneath each other. */
  isAmount?: boolean;
}

interface ListTableProps {
  columns: readonly (string | Column)[];
  /** A `Table.Tr` each. */
  children: ReactNode;
}

/** A list as a table; where there is little room, each row is a card that names its parts by their columns. */
export function ListTable({ columns, children }: ListTableProps) {
  const named = columns.map((column) => (typeof column === 'string' ? { title: column } : column));
  return (
    <div className={styles['list']}>
      <Table className={`tabular ${styles['table'] ?? ''}`} style={titlesOf(named)}>
        <Table.Thead>
          <Table.Tr>
            {named.map(({ title, isAmount = false }, place) => (
              <Table.Th key={`${place} ${title}`} ta={isAmount ? 'right' : 'left'}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}

/** For the cards, which get them from the styles. */
function titlesOf(columns: readonly Column[]): CSSProperties {
  return Object.fromEntries(
    columns.map(({ title }, place) => [`--column-${place + 1}`, JSON.stringify(title)]),
  );
}
