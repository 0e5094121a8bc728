import type { Locator } from 'playwright-core';
import { askConsole } from '../support/browser/console-api';
import { seriousFindings } from '../support/browser/console-browser';
import { browserOfTests } from '../support/browser/tests-browser';
import { runCommand } from '../support/hilo-command';
import { testSetting } from '../support/test-servers';

const SHOPPER = '+573001115566';

const browser = browserOfTests();

beforeAll(async () => {
  const folder = testSetting('consoleFolder');
  for (const args of [
    ['shop', 'products', 'import', 'examples/shop/products-co.csv'],
    ['bots', 'agent', 'examples/agents/milo.json', '--name', 'Milo'],
  ]) {
    expect(await runCommand(folder, args)).toMatchObject({ code: 0 });
  }
});

/** A phone of the simulator that writes to the agent; it waits for the answer to each message. */
async function openPhone(): Promise<{ says: (text: string) => Promise<void>; answers: Locator }> {
  const { page } = await browser.openSignedIn('/simulator');
  await page.getByRole('textbox', { name: 'Phone number' }).fill(SHOPPER);
  await page.getByRole('button', { name: 'Add phone' }).click();
  const phone = page.getByRole('region').filter({ hasText: SHOPPER });
  await phone.getByRole('combobox', { name: 'Bot it writes to' }).click();
  await page.getByRole('option', { name: 'Milo' }).last().click();
  const answers = phone.locator('[data-direction="to-phone"]');
  const says = async (text: string) => {
    const before = await answers.count();
    await phone.getByRole('textbox', { name: 'Message' }).fill(text);
    await phone.getByRole('textbox', { name: 'Message' }).press('Enter');
    await answers.nth(before).waitFor();
  };
  return { says, answers };
}

/** The page of an order, on the phone of somebody who is nobody to the console. */
function openCheckout(link: string, locale = 'es-CO') {
  return browser.open(link, { locale, viewport: { width: 390, height: 844 } });
}

describe('a shop', () => {
  test('sells milk to somebody on a phone: asked for, put into the cart, paid on its page, refunded', async () => {
    const { says, answers } = await openPhone();
    await says('Hola, quiero comprar leche');
    await says('Juan');
    await says('juan@example.com');
    await says('La primera');
    const { page: carts } = await browser.openSignedIn('/shop#carts');
    await carts
      .getByRole('row')
      .filter({ hasText: 'Juan' })
      .getByText(/1 × Leche/)
      .waitFor();
    await says('Finalizar');
    await says('sí');
    const said = (await answers.filter({ hasText: '/checkout/' }).last().textContent()) ?? '';
    const [link = ''] = /https?:\S+\/checkout\/[\w-]{32}/.exec(said) ?? [];

    const { page: english } = await openCheckout(link, 'en-GB');
    await english.getByText('Waiting for payment').waitFor();
    const { page: checkout } = await openCheckout(link);
    await checkout.getByText('Pendiente de pago').waitFor();
    expect(await seriousFindings(checkout)).toEqual([]);
    expect(await checkout.evaluate('document.body.scrollWidth <= innerWidth')).toBe(true);
    await checkout.getByRole('button', { name: /^Pagar .* \(prueba\)$/ }).click();

    const { page, complaints } = await browser.openSignedIn('/shop#orders');
    const row = page.getByRole('row').filter({ hasText: 'Juan' });
    await row.getByText('Paid').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole('link').click();
    await page.getByText('Money came in: test').waitFor();
    await page.getByText(/^Receipt to the buyer/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await checkout.reload();
    await checkout.getByText('¡Gracias! Recibimos tu pago.').waitFor();
    await page.getByRole('button', { name: 'Refund' }).click();
    await page.getByRole('dialog').getByText('This cannot be undone.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
    await page.getByText('Refunded: goods taken back').waitFor();
    expect(complaints).toEqual([]);
  });

  test('has a catalogue that is searched as the agent searches it, edited and taken out', async () => {
    const { page, complaints } = await browser.openSignedIn('/shop');
    await page.getByRole('row').filter({ hasText: 'In stock' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('lehce entera');
    await page.getByRole('row').filter({ hasText: 'Leche entera' }).first().waitFor();
    await page.getByRole('button', { name: 'New product' }).click();
    const hostile = '<script>alert("light")</script>';
    await page.getByRole('textbox', { name: 'Name' }).fill(hostile);
    await page.getByRole('textbox', { name: 'SKU' }).fill('HOSTILE-1-light');
    await page.getByRole('textbox', { name: 'Category' }).fill('Pruebas');
    await page.getByRole('textbox', { name: 'Price' }).fill('1200');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('HOSTILE-1-light');
    const row = page.getByRole('row').filter({ hasText: hostile });
    await row.getByText('Sold out').waitFor();
    await row.getByRole('button', { name: /^Edit/ }).click();
    await page.getByRole('textbox', { name: 'In stock' }).fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await row.getByRole('cell', { name: '7', exact: true }).waitFor();
    await row.getByRole('button', { name: /^Edit/ }).click();
    await page.getByRole('button', { name: 'Remove product' }).click();
    const asked = page.getByRole('dialog', { name: `Remove “${hostile}”?` });
    await asked.getByRole('button', { name: 'Remove product' }).click();
    await page.getByText('The agent would find nothing for these words.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('keeps what is looked for behind another part, each of which has an address, also its old one', async () => {
    const { page } = await browser.openSignedIn('/shop');
    const search = page.getByRole('searchbox', { name: 'Search the catalogue' });
    await search.fill('leche');
    await page.getByRole('tab', { name: 'Carts' }).click();
    await page.getByRole('tabpanel', { name: 'Carts' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#carts');
    await page.getByRole('tab', { name: 'Products' }).click();
    expect(await search.inputValue()).toBe('leche');
    await page.goto('/shop/orders');
    await page.getByRole('tabpanel', { name: 'Orders' }).waitFor();
    expect(page.url()).toMatch(/\/shop#orders$/);
  });

  test('shows what hostile people call themselves and their goods as text, to a buyer and to the shop', async () => {
    const hostile = `"><img src=x onerror="alert(1)"><script>alert('é')</script>`;
    const product = { sku: 'HOSTILE-2', name: hostile, category: 'Pruebas', price: 1200, stock: 5 };
    const { id: product_id } = await askConsole<{ id: number }>('POST', '/api/shop/products', product);
    const buyer = { name: hostile, phone: '+573001115577' };
    const { id: user_id } = await askConsole<{ id: number }>('POST', '/api/shop/users', buyer);
    await askConsole('POST', '/api/shop/carts/add_item', { user_id, product_id, quantity: 2 });
    const path = '/api/shop/orders/checkout';
    const order = await askConsole<{ id: number; payment_url: string }>('POST', path, { user_id });

    const checkout = await openCheckout(new URL(order.payment_url).pathname);
    await checkout.page.getByRole('cell', { name: hostile }).waitFor();
    const { page, complaints } = await browser.openSignedIn(`/shop/orders/${order.id}`);
    await page.getByRole('cell', { name: hostile }).waitFor();
    await page.goto('/shop#orders');
    await page.getByRole('row').filter({ hasText: hostile }).first().waitFor();
    expect([...complaints, ...checkout.complaints]).toEqual([]);
  });

  test('takes a catalogue from a CSV, and says which rows it refused', async () => {
    const { page } = await browser.openSignedIn('/shop');
    const csv = 'sku,name,category,price,stock\nCSV-1,Panela,Despensa,3000,5\nCSV-2,Sin precio,Despensa,,5\n';
    const file = { name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('status').filter({ hasText: '1 made, 0 replaced, 1 rows refused' }).waitFor();
    await page.getByText(/^Line 3/).waitFor();
  });
});
