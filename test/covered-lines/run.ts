import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCoverage, type LineCounts } from './read-coverage';

const ROOT = resolve(__dirname, '../..');
const FOLDER = join(ROOT, 'coverage');
const LAYERS = ['domain', 'workflows', 'activities'] as const;
const WANTED_PERCENT = 90;

interface Share {
  lines: number;
  ran: number;
}

/**
 * Runs the tests that reach domain, workflows and activities, and prints what of their lines ran, folder by folder;
 * ends with 1 where a layer has less than nine of ten.
 */
function main(): number {
  rmSync(FOLDER, { recursive: true, force: true });
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const what = ['domain', 'activities'].flatMap((layer) => ['--collectCoverageFrom', `${layer}/**/*.ts`]);
  const how = ['--coverage', '--coverageReporters', 'json', '--coverageDirectory', FOLDER];
  const kinds = ['--selectProjects', 'unit', 'workflow', 'integration'];
  // They reach the API, and what is behind it only on their way.
  const others = ['--testPathIgnorePatterns', '/integration/(api|cli|webhooks|backup|media|live)/'];
  const ran = spawnSync(process.execPath, [jest, ...how, ...what, ...kinds, ...others], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const files = readCoverage(FOLDER, ROOT);
  const folders = sharesBy(files, (path) => path.split('/').slice(0, -1).slice(0, 2).join('/'));
  const layers = sharesBy(files, (path) => path.split('/')[0] ?? '');
  console.table(Object.fromEntries([...folders].map(([name, share]) => [name, rowOf(share)])));
  console.table(Object.fromEntries([...layers].map(([name, share]) => [name, rowOf(share)])));
  const enough = LAYERS.every((layer) => percentOf(layers.get(layer)) >= WANTED_PERCENT);
  console.log(
    JSON.stringify({
      coverage: 'lines',
      ...Object.fromEntries(LAYERS.map((layer) => [layer, percentOf(layers.get(layer))])),
      wanted: WANTED_PERCENT,
      ok: enough && ran.status === 0,
    }),
  );
  return enough && ran.status === 0 ? 0 : 1;
}

function sharesBy(files: ReadonlyMap<string, LineCounts>, group: (path: string) => string) {
  const shares = new Map<string, Share>();
  for (const [path, counts] of [...files].toSorted()) {
    const share = shares.get(group(path)) ?? { lines: 0, ran: 0 };
    share.lines += counts.size;
    share.ran += [...counts.values()].filter((times) => times > 0).length;
    shares.set(group(path), share);
  }
  return shares;
}

const rowOf = (share: Share) => ({ ...share, percent: percentOf(share) });

function percentOf(share: Share = { lines: 0, ran: 0 }): number {
  return share.lines === 0 ? 0 : Math.round((share.ran * 1000) / share.lines) / 10;
}

process.exitCode = main();
