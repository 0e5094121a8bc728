import { ActionIcon, Menu, Text } from '@mantine/core';
import { BookOpen, LogOut, UserRound } from 'lucide-react';
import { useMessages } from '../language/language';
import { useOperator } from '../session/operator';
import { useSignOut } from '../session/session';
import { Preferences } from './preferences';
import { shellMessages } from './shell.messages';

/** Who is signed in, how they want to see the console, and the way out. */
export function AccountMenu() {
  const t = useMessages(shellMessages);
  const operator = useOperator();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="light" radius="xl" size={34} aria-label={t.account}>
          <UserRound size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text px="sm" pt="xs" fw={600} truncate>
          {operator.login}
        </Text>
        <Text px="sm" pb="xs" size="sm" c="dimmed">
          {t.roles[operator.role]}
        </Text>
        <Menu.Divider />
        <Preferences />
        <Menu.Divider />
        <Menu.Item component="a" href="/docs" leftSection={<BookOpen size={16} aria-hidden />}>
          {t.reference}
        </Menu.Item>
        <Menu.Item leftSection={<LogOut size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
