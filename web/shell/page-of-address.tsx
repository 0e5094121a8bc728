import { Button, Center, Loader } from '@mantine/core';
import { Component, Suspense, type ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { PAGES } from './pages';
import { shellMessages } from './shell.messages';

/** The page of the address. What was one before leads on: `/admin` home, `/shop/orders` to that part of the shop. */
export function PageOfAddress() {
  const t = useMessages(shellMessages);
  const [address] = useLocation();
  const waiting = (
    <Center mih="50vh">
      <Loader role="status" aria-label={t.loading} />
    </Center>
  );
  return (
    <UnlessBroken key={address} otherwise={<Broken />}>
      <Suspense fallback={waiting}>
        <Switch>
          {PAGES.map(({ path, component }) => (
            <Route key={path} path={path} component={component} />
          ))}
          <Route path="/admin">
            <Redirect to="/" replace />
          </Route>
          <Route path="/shop/:part">{({ part }) => <Redirect to={`/shop#${part}`} replace />}</Route>
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </UnlessBroken>
  );
}

function NotFound() {
  const t = useMessages(shellMessages);
  return (
    <>
      <PageHeader title={t.notFound} />
      <EmptyState title={t.notFoundHint}>
        <Button component={Link} href="/" variant="light">
          {t.toHome}
        </Button>
      </EmptyState>
    </>
  );
}

function Broken() {
  const t = useMessages(shellMessages);
  return (
    <>
      <PageHeader title={t.broken} />
      <EmptyState title={t.brokenHint}>
        <Button variant="light" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </EmptyState>
    </>
  );
}

/** React tells of a failed page to a class alone. */
class UnlessBroken extends Component<{ children: ReactNode; otherwise: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? this.props.otherwise : this.props.children;
  }
}
