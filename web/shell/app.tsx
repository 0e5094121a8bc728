import { Center, Loader } from '@mantine/core';
import { useState } from 'react';
import { LiveUpdates } from '../api/live';
import { useMessages } from '../language/language';
import { ProblemAlert } from '../parts/problem-alert';
import { OperatorContext } from '../session/operator';
import { useSession, type Operator } from '../session/session';
import { SignInPage } from '../session/sign-in-page';
import { Frame } from './frame';
import { PageOfAddress } from './page-of-address';
import { shellMessages } from './shell.messages';

/**
 * Who is signed in sees the page of the address. When a session ends, the page stays where it is behind the sign-in,
 * with all that was typed in it.
 */
export function App() {
  const t = useMessages(shellMessages);
  const session = useSession();
  const [last, setLast] = useState<Operator | null>(null);
  const operator = session.data ?? null;
  if (operator !== null && operator !== last) setLast(operator);
  if (session.isPending) {
    return (
      <Center mih="100dvh">
        <Loader role="status" aria-label={t.loading} />
      </Center>
    );
  }
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
