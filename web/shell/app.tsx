import { Center, Container, Loader } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Route, Switch } from 'wouter';
import { LiveUpdates } from '../api/live';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { partsMessages } from '../parts/parts.messages';
import { ProblemAlert } from '../parts/problem-alert';
import { OperatorContext } from '../session/operator';
import { useSession, type Operator } from '../session/session';
import { SignInPage } from '../session/sign-in-page';
import { Frame } from './frame';
import { PageOfAddress } from './page-of-address';
import { shellMessages } from './shell.messages';

const InvitationPage = lazy(() => import('../session/invitation-page'));

/** The pages of whoever comes: an invitation is open to who has its address. */
export function App() {
  const t = useMessages(shellMessages);
  return (
    <Suspense fallback={<Waiting label={t.loading} />}>
      <Switch>
        <Route path="/invitation" component={InvitationPage} />
        <Route component={SignedInApp} />
      </Switch>
    </Suspense>
  );
}

/**
 * Who is signed in sees the page of the address. When a session ends, the page stays where it is behind the sign-in,
 * with all that was typed in it.
 */
function SignedInApp() {
  const t = useMessages(shellMessages);
  const session = useSession();
  const [last, setLast] = useState<Operator | null>(null);
  const operator = session.data ?? null;
  if (operator !== null && operator !== last) setLast(operator);
  if (session.isPending) return <Waiting label={t.loading} />;
  if (session.isError) return <Unasked error={session.error} onRetry={() => void session.refetch()} />;
  const shown = operator ?? last;
  return (
    <>
      {operator === null && <SignInPage before={last} />}
      {shown !== null && (
        <div hidden={operator === null} key={shown.id}>
          <OperatorContext value={shown}>
            <LiveUpdates isOn={operator !== null}>
              <Frame>
                <PageOfAddress />
              </Frame>
            </LiveUpdates>
          </OperatorContext>
        </div>
      )}
    </>
  );
}

/** Where nobody could say who is there. */
function Unasked({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useMessages(partsMessages);
  return (
    <Container component="main" size="sm" py="xl">
      <PageHeader title={t.notShown} />
      <ProblemAlert error={error} onRetry={onRetry} />
    </Container>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <Center mih="100dvh">
      <Loader role="status" aria-label={label} />
    </Center>
  );
}
