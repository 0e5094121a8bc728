import { Center, Loader } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Route, Switch } from 'wouter';
import { LiveUpdates } from '../api/live';
import { useMessages } from '../language/language';
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
  if (session.isError) return <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />;
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

function Waiting({ label }: { label: string }) {
  return (
    <Center mih="100dvh">
      <Loader role="status" aria-label={label} />
    </Center>
  );
}
