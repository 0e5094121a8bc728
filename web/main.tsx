import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './shell/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './language/language';
import { App } from './shell/app';
import { Notices } from './shell/notices';
import { createQueries } from './shell/queries';
import { theme } from './shell/theme';

/** The nonce of this very page, without which the browser takes no style sheet that is made here. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
/** Where the style that holds the page still behind a dialog looks for it. */
Object.assign(globalThis, { __webpack_nonce__: nonce });
const root = document.getElementById('root');
const queries = createQueries();

if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <LanguageProvider>
          <QueryClientProvider client={queries}>
            <Notices />
            <App />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
