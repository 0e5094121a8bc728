import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { figuresOf, type ScriptRun } from '../support/run-every-script';

const PAGE = join(__dirname, '../../docs/performance.md');
const [BEGIN, END] = ['<!-- figures: written by npm run bench -->', '<!-- end of figures -->'];
const GIB = 2 ** 30;

/** Writes what was measured, and on which machine, between the marks of docs/performance.md. */
export function writePerformance(runs: readonly ScriptRun[], quick: boolean): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} has lost its marks ${BEGIN} and ${END}`);
  writeFileSync(PAGE, `${page.slice(0, begin)}${BEGIN}\n\n${figures(runs, quick)}\n\n${page.slice(end)}`);
}

function figures(runs: readonly ScriptRun[], quick: boolean): string {
  const form = quick ? 'The short form (`-- --quick`)' : 'The whole form';
  return [
    `${form}, on ${new Date().toISOString().slice(0, 10)}. ${machine()}`,
    '',
    table([['bench', 'figure', 'seen'], ...runs.flatMap(rowsOf)]),
  ].join('\n');
}

function machine(): string {
  const [first] = cpus();
  const memory = `${Math.round(totalmem() / GIB)} GB of memory`;
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${memory}, ${type()} ${release()}, Node ${process.versions.node}; everything on this one machine.`;
}

function rowsOf({ name, holds, result }: ScriptRun): string[][] {
  const rows = figuresOf(result).map(([figure, value]) => [name, `\`${figure}\``, value]);
  return holds ? rows : [...rows, [name, '', 'failed']];
}

/** As Prettier lays a table out. */
function table(rows: readonly string[][]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
