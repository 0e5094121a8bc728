import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';
import type { CountedFile } from '../support/workflow-coverage';

/** How often each line of a file ran, of those that hold a statement. */
export type LineCounts = Map<number, number>;

/** Lines by file, from the project's root: Jest's own, and those that the sandboxes of workflows told of. */
export function readCoverage(folder: string, root: string): Map<string, LineCounts> {
  const files = new Map<string, LineCounts>();
  for (const file of reportsIn(folder)) {
    const counted = JSON.parse(readFileSync(file, 'utf8')) as Record<string, CountedFile>;
    for (const [path, one] of Object.entries(counted)) addLines(files, relative(root, path), one);
  }
  return files;
}

function reportsIn(folder: string): string[] {
  const ofWorkflows = join(folder, 'workflows');
  return [
    join(folder, 'coverage-final.json'),
    ...readdirSync(ofWorkflows).map((name) => join(ofWorkflows, name)),
  ].filter((file) => existsSync(file));
}

function addLines(files: Map<string, LineCounts>, path: string, file: CountedFile): void {
  const lines = files.get(path) ?? new Map<number, number>();
  const lineOf = writtenLines(file);
  for (const [id, { start }] of Object.entries(file.statementMap)) {
    const line = lineOf(start);
    if (line !== null) lines.set(line, Math.max(lines.get(line) ?? 0, file.s[id] ?? 0));
  }
  files.set(path, lines);
}

/** Jest has traced its lines back already; those of a bundle come with their map. */
function writtenLines({ inputSourceMap }: CountedFile) {
  if (inputSourceMap === undefined) return ({ line }: { line: number }) => line;
  const map = new SourceMap(inputSourceMap as ConstructorParameters<typeof SourceMap>[0]);
  return ({ line, column }: { line: number; column: number }) => {
    const entry = map.findEntry(line - 1, column);
    return 'originalLine' in entry ? entry.originalLine + 1 : null;
  };
}
