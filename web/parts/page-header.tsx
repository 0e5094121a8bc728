import { Anchor, Group, Text, Title } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './page-header.module.css';
import { usePageTitle } from './page-title';

interface PageHeaderProps {
  title: string;
  lead?: ReactNode;
  /** The list that the page is one thing of. */
  back?: { href: string; label: string };
  /** What can be done here. */
  children?: ReactNode;
}

/** The one h1 of a page, what it is for, and what can be done. */
export function PageHeader({ title, lead, back, children }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <div>
        {back && (
          <Anchor component={Link} href={back.href} size="sm" className={styles['back'] ?? ''}>
            <ArrowLeft size={14} aria-hidden />
            {back.label}
          </Anchor>
        )}
        <Title order={1}>{title}</Title>
        {lead !== undefined && (
          <Text c="dimmed" component="div">
            {lead}
          </Text>
        )}
      </div>
      {children !== undefined && <Group gap="sm">{children}</Group>}
    </Group>
  );
}
