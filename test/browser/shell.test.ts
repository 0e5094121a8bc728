import { seriousFindings, signIn } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';

const browser = browserOfTests();

describe('the console', () => {
  test.each(['light', 'dark'] as const)(
    'shows sign-in and home without a serious finding, an error or a refused style, in %s',
    async (colorScheme) => {
      const { page, complaints } = await browser.open('/', { colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
      await signIn(page);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await page.getByText('Tables').waitFor();
      expect(await page.locator('h1').count()).toBe(1);
      expect(await seriousFindings(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  test('says that a password is wrong, keeps the login, and lets nobody in', async () => {
    const { page } = await browser.open('/');
    await page.getByLabel('Login').fill('admin');
    await page.locator('input[autocomplete=current-password]').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Login or password is wrong');
    expect(await page.getByRole('textbox', { name: 'Login' }).inputValue()).toBe('admin');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Hilo' }).waitFor();
  });

  test('locks a login after ten wrong passwords, and says so', async () => {
    const { page } = await browser.open('/');
    await page.getByLabel('Login').fill('somebody');
    await page.locator('input[autocomplete=current-password]').fill('wrong');
    for (let guess = 0; guess < 10; guess += 1) {
      const answered = page.waitForResponse('**/api/auth/login');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await (await answered).finished();
    }
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Too many wrong passwords', { exact: true }).waitFor();
  });

  test('leads to the address that was asked for, and back to it after a session has ended', async () => {
    const { page } = await browser.openSignedIn('/nowhere?at=all');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.context().clearCookies();
    await page.getByRole('main').getByRole('link', { name: 'To the home page' }).click();
    await page.getByText('Your session is over').waitFor();
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  test('says in Spanish what the API refused and what to do about it', async () => {
    const address = `/broadcasts/${crypto.randomUUID()}`;
    const { page } = await browser.openSignedIn(address, { locale: 'es-CO' });
    const refusal = page.getByRole('alert').filter({ hasText: 'Eso no existe' });
    await refusal.filter({ hasText: 'Vuelva a la lista y búsquelo allí.' }).waitFor();
    expect(await refusal.locator('[lang=en]').textContent()).toMatch(/^There is no .+ with this id\.$/);
  });

  test.each([
    ['/programs/:id', '/programs'],
    ['/programs/:id/enrollments/:id', '/programs/:id'],
    ['/bots/:id', '/bots'],
    ['/bots/:id/scenarios/:id', '/bots/:id'],
    ['/broadcasts/:id', '/broadcasts'],
    ['/shop/orders/999999', '/shop#orders'],
    ['/alerts/rules/:id', '/alerts/rules'],
  ])('heads the page of %s also where there is none, and leads back to %s', async (path, list) => {
    const id = crypto.randomUUID();
    const named = (address: string) => address.replaceAll(':id', id);
    const { page } = await browser.openSignedIn(named(path));
    await page.getByRole('alert').filter({ hasText: 'There is no such thing' }).waitFor();
    expect(await page.locator('h1').allTextContents()).toEqual(['This cannot be shown']);
    expect(await page.title()).toMatch(/^This cannot be shown/);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.locator(`main a[href="${named(list)}"]`).count()).toBe(1);
  });

  test('heads a page whose reader is refused', async () => {
    const { page } = await browser.openSignedIn('/');
    const refused = { status: 403, code: 'forbidden', title: 'Not allowed', detail: 'Your role may not.' };
    await page.route('**/api/bots/*', (route) => route.fulfill({ status: 403, json: refused }));
    await page.goto(`/bots/${crypto.randomUUID()}`);
    await page.getByRole('alert').waitFor();
    expect(await page.locator('h1').allTextContents()).toEqual(['This cannot be shown']);
  });

  test('heads the page also where nobody could say who is there, and goes on once somebody can', async () => {
    const { page } = await browser.openSignedIn('/');
    await page.route('**/api/auth/me', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'This cannot be shown' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.unroute('**/api/auth/me');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  });

  test('speaks Spanish to whoever reads it, and keeps what was chosen', async () => {
    const { page } = await browser.openSignedIn('/', { locale: 'es-CO' });
    await page.getByRole('heading', { level: 1, name: 'Inicio' }).waitFor();
    await page.getByRole('button', { name: 'Su cuenta' }).click();
    await page.getByText('English').click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('signs out, for good', async () => {
    const { page } = await browser.open('/');
    await signIn(page);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Hilo' }).waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/auth/me')).status)).toBe(401);
  });

  test('is reached past the navigation by the first key of a keyboard', async () => {
    const { page } = await browser.openSignedIn('/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.locator('#content:focus').waitFor();
  });
});
