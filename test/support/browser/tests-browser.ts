import { launchBrowser, type ConsoleBrowser } from './console-browser';

/**
 * The browser of one test file: a window lasts as long as its test, so that none works behind the next one's back. A
 * test that fails says what its windows complained of and which requests were refused.
 */
export function browserOfTests(): Pick<ConsoleBrowser, 'open' | 'openSignedIn'> {
  let browser: ConsoleBrowser;
  // one-realm-environment asks it.
  Object.assign(globalThis, { tellOfFailure: async () => browser.tellOfWindows() });
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(() => browser.closeWindows());
  afterAll(() => browser.close());
  return {
    open: (...asked) => browser.open(...asked),
    openSignedIn: (...asked) => browser.openSignedIn(...asked),
  };
}
