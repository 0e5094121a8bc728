import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useMessages } from '../language/language';
import { shellMessages } from './shell.messages';

/** What is said in passing; the button that closes it has a name for who cannot see it. */
export function Notices() {
  const t = useMessages(shellMessages);
  const defaultProps = { closeButtonProps: { 'aria-label': t.closeNotice } };
  return (
    <MantineThemeProvider inherit theme={{ components: { Notification: { defaultProps } } }}>
      <Notifications />
    </MantineThemeProvider>
  );
}
