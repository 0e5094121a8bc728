import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The console: `hilo console` builds it into dist/console, which the API serves. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // api/console/console-page.ts puts the nonce of each answer in its place.
  html: { cspNonce: '__NONCE__' },
  build: { assetsInlineLimit: 0, reportCompressedSize: false, chunkSizeWarningLimit: 700 },
});
