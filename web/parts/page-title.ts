import { useLayoutEffect } from 'react';

/** The name of the page in the browser's tab, there as soon as the page is. */
export function usePageTitle(title: string): void {
  useLayoutEffect(() => {
    document.title = `${title} · Hilo`;
  }, [title]);
}
