import { keepRunning } from '../../../cli/start/keep-running';
import type { Running } from '../../../cli/start/keep-running';

/** Processes that end when a test says so. */
function fleet(failures: ReadonlySet<number> = new Set()) {
  const endings: ((how: string) => void)[] = [];
  let launches = 0;
  const launch = (): Promise<Running> => {
    launches += 1;
    if (failures.has(launches)) return Promise.reject(new Error(`launch ${launches} failed`));
    let end: (how: string) => void = () => undefined;
    const exited = new Promise<string>((resolve) => (end = resolve));
    endings.push(end);
    const stop = () => {
      end('stopped');
      return Promise.resolve();
    };
    return Promise.resolve({ pid: launches, exited, stop, force: () => end('forced') });
  };
  return { launch, crash: (how: string) => endings.at(-1)?.(how), launches: () => launches };
}

/** Lets everything that is already due happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function keep(crew: ReturnType<typeof fleet>, pause: (restarts: number) => number = () => 0) {
  const said: string[] = [];
  const kept = keepRunning({
    name: 'The worker',
    launch: crew.launch,
    say: (line) => said.push(line),
    pause,
  });
  return { kept, said };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settle();
}

test('a process that ends by itself is started again, and it is said', async () => {
  const crew = fleet();
  const { kept, said } = keep(crew);
  await kept;
  crew.crash('signal SIGKILL');
  await until(() => said.length === 2);
  expect(said).toEqual([
    'The worker ended by itself (signal SIGKILL); starting it again in 0 s',
    'The worker is running again',
  ]);
  await (await kept).stop();
});

test('each failure in a row makes the next pause longer', async () => {
  const crew = fleet(new Set([2, 3]));
  const pauses: number[] = [];
  const { kept, said } = keep(crew, (restarts) => {
    pauses.push(restarts);
    return 0;
  });
  await kept;
  crew.crash('exit code 1');
  await until(() => said.includes('The worker is running again'));
  expect(pauses).toEqual([1, 2, 3]);
  expect(said).toContain('The worker did not start: launch 2 failed');
  await (await kept).stop();
});

test('a stopped process stays stopped', async () => {
  const crew = fleet();
  const { kept, said } = keep(crew);
  await (await kept).stop();
  await settle();
  expect([crew.launches(), said]).toEqual([1, []]);
});

test('a stop during the pause before a restart starts nothing more', async () => {
  const crew = fleet();
  const { kept, said } = keep(crew, () => 3_600_000);
  await kept;
  crew.crash('exit code 1');
  await until(() => said.length === 1);
  await (await kept).stop();
  expect(crew.launches()).toBe(1);
});

test('a restart on request puts a new process in place without calling it a crash', async () => {
  const crew = fleet();
  const { kept, said } = keep(crew);
  await (await kept).restart();
  await until(() => said.length === 1);
  expect(said).toEqual(['The worker is running again']);
  await (await kept).stop();
});

test('a first launch that fails is the caller’s to deal with', async () => {
  await expect(keep(fleet(new Set([1]))).kept).rejects.toThrow('launch 1 failed');
});
