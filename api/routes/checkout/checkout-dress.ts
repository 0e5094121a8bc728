import type { Language } from '../../../domain/messaging/opt-out-words';

/** The mark of the console (web/logo.svg), inside the page: its policy lets nothing be fetched. */
const MARK = `<svg viewBox="0 0 32 32" width="36" height="36" fill="none" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#127467"/><path d="M9.5 25V7.5m0 11.5c0-4 2.6-6.5 6-6.5s5.500 2.300 5.500 5.500v4c0 2.200 1 3.300 3.500 2.500" stroke="#fff" stroke-width="2.800" stroke-linecap="round" stroke-linejoin="round"/><circle cx="9.500" cy="7.200" r="2.300" fill="#127467" stroke="#fff" stroke-width="1.800"/></svg>`;

/** The colours of the console (web/shell/global.css), light and dark as the phone has it. */
const STYLE = `
  :root { color-scheme: light dark; --ground: #f6f8f8; --surface: #fff; --line: #dfe6e5; --text: #1b2223;
    --muted: #52605f; --pending: #b7791f; --paid: #1c8a7b; --over: #7d8c8b; --warn: #8a5a00; --warn-ground: #fff7e6; }
  @media (prefers-color-scheme: dark) { :root { --ground: #14191a; --surface: #1b2223; --line: #2d3738;
    --text: #d5dcdb; --muted: #a3b1b0; --pending: #f2b84b; --paid: #34ad9d; --over: #a3b1b0; --warn: #f2c56b;
    --warn-ground: #2b2517; } }
  * { box-sizing: border-box; }
  body { background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto,
    'Noto Sans', sans-serif; margin: 0; padding: 1.5rem 1rem 3rem; }
  main, header { margin: 0 auto; max-width: 30rem; }
  header { align-items: center; display: flex; gap: .75rem; margin-bottom: 1.25rem; }
  header p { font-size: 1.05rem; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
  main { background: var(--surface); border: 1px solid var(--line); border-radius: 1rem; padding: 1.5rem; }
  h1 { font-size: 1.5rem; font-weight: 650; line-height: 1.25; margin: 0 0 .25rem; }
  .status { align-items: baseline; display: flex; gap: .6rem; margin: 0 0 1.25rem; }
  .status::before { background: var(--over); border-radius: 50%; content: ''; flex: none; height: .6rem;
    width: .6rem; }
  .status.pending::before { background: var(--pending); }
  .status.paid::before { background: var(--paid); }
  .status strong { display: block; }
  .muted, small { color: var(--muted); font-size: .9rem; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
  td, th { border-bottom: 1px solid var(--line); font-weight: 400; padding: .7rem 0; text-align: left;
    vertical-align: top; }
  td:first-child { overflow-wrap: anywhere; padding-right: 1rem; }
  td:last-child, th:last-child { text-align: right; white-space: nowrap; }
  thead th { color: var(--muted); font-size: .9rem; padding-top: 0; }
  tfoot th, tfoot td { border: 0; font-size: 1.25rem; font-weight: 650; padding-top: 1rem; }
  .pay { background: #127467; border: 0; border-radius: .6rem; color: #fff; cursor: pointer; display: block;
    font: inherit; font-size: 1.05rem; font-weight: 600; margin-top: 1rem; padding: .9rem; text-align: center;
    text-decoration: none; width: 100%; }
  .pay:hover { background: #0c5f55; }
  .pay:focus-visible { outline: 3px solid var(--paid); outline-offset: 3px; }
  .test { background: var(--warn-ground); border: 1px dashed var(--warn); border-radius: .6rem; color: var(--warn);
    margin: 1rem 0 0; padding: .7rem .9rem; }
`;

/** A public page in the dress of the console, without script; `body` is HTML, the rest is text. */
export function checkoutDocument({
  title,
  shop,
  language,
  body,
}: {
  title: string;
  shop: string;
  language: Language;
  body: string;
}): string {
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <header>${MARK}<p>${escapeHtml(shop)}</p></header>
    <main>
    ${body}
    </main>
  </body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
