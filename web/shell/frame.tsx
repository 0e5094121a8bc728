import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useIsDemonstration } from '../demonstration/demonstration-data';
import { useMessages } from '../language/language';
import { Logo } from '../parts/logo';
import { AccountMenu } from './account-menu';
import styles from './frame.module.css';
import { LiveSign } from './live-sign';
import { PAGES } from './pages';
import { shellMessages } from './shell.messages';

const CONTENT = 'content';
const DemonstrationStrip = lazy(() => import('../demonstration/demonstration-strip'));

/** What is around every page: where one can go, who one is, and whether what is shown is live. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useMessages(shellMessages);
  const [isOpen, menu] = useDisclosure(false);
  const isDemonstration = useIsDemonstration();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href={`#${CONTENT}`} className={styles['skip']}>
        {t.skip}
      </a>
      <AppShell.Header className={styles['surface']}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? t.closeMenu : t.openMenu}
            />
            <Link href="/" className={styles['brand']} aria-label="Hilo">
              <Logo size={30} />
              <Text component="span" fw={700} fz="lg">
                Hilo
              </Text>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <LiveSign />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={styles['surface']} aria-label={t.navigation}>
        <Navigation onChoose={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id={CONTENT} tabIndex={-1} className={styles['main']}>
        {isDemonstration && (
          <Suspense>
            <DemonstrationStrip />
          </Suspense>
        )}
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation({ onChoose }: { onChoose: () => void }) {
  const t = useMessages(shellMessages);
  const [address] = useLocation();
  return PAGES.filter(({ isListed }) => isListed).map(({ path, name, icon: Icon }) => {
    const href = path.replace(/\/:.*$/, '');
    const isHere = address === href || (href !== '/' && address.startsWith(`${href}/`));
    return (
      <NavLink
        key={path}
        component={Link}
        href={href}
        label={t.pages[name]}
        leftSection={<Icon size={18} aria-hidden />}
        active={isHere}
        aria-current={isHere ? 'page' : undefined}
        onClick={onChoose}
        className={styles['link']}
      />
    );
  });
}
