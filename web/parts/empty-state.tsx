import { Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  title: string;
  /** What to type in a terminal to have something here. */
  command?: string;
  /** What to do next. */
  children?: ReactNode;
}

/** A place where nothing is yet, and what to do about it. */
export function EmptyState({ title, command, children }: EmptyStateProps) {
  return (
    <Stack align="flex-start" gap="sm" py={4}>
      <Text c="dimmed" size="sm">
        {title}
      </Text>
      {command !== undefined && (
        <Code block className={styles['command']}>
          {command}
        </Code>
      )}
      {children}
    </Stack>
  );
}
