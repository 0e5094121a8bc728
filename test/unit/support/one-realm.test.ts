import { readFileSync } from 'node:fs';
import { z } from 'zod';

type Environment = new (config: { projectConfig: object }) => { teardown(): Promise<void> };

const CLOCK = '../../../activities/zone-clock';

/** What a file finds when it loads a module, in a registry of its own. */
function loadAnew(path: string): unknown {
  let loaded: unknown;
  jest.isolateModules(() => {
    loaded = jest.requireActual(path);
  });
  return loaded;
}

describe('a test file', () => {
  it('evaluates our own modules anew, and finds the packages of the process', () => {
    expect(loadAnew(CLOCK)).not.toBe(loadAnew(CLOCK));
    expect((loadAnew('zod') as { z: unknown }).z).toBe(z);
  });

  it('knows the errors of Node and of packages as errors', () => {
    const read = () => readFileSync('/nowhere');
    expect(read).toThrow(Error);
    expect(() => z.string().parse(1)).toThrow(Error);
  });

  it('leaves to the next one no global, no setting and no end of the process', async () => {
    const Environment = jest.requireActual<Environment>('../../support/jest/one-realm-environment');
    const environment = new Environment({ projectConfig: { fakeTimers: {} } });
    const { fetch } = globalThis;
    const { exit } = process;
    const zone = process.env['TZ'];
    Object.assign(globalThis, { leftBehind: 1, fetch: () => undefined });
    Reflect.deleteProperty(globalThis, 'structuredClone');
    Object.assign(process, { exit: () => undefined, exitCode: 3 });
    Object.assign(process.env, { LEFT_BEHIND: '1', TZ: 'Asia/Tokyo' });
    await environment.teardown();
    expect('leftBehind' in globalThis).toBe(false);
    expect([globalThis.fetch, process.exit, process.exitCode]).toEqual([fetch, exit, undefined]);
    expect(structuredClone({ a: 1 })).toEqual({ a: 1 });
    expect([process.env['LEFT_BEHIND'], process.env['TZ']]).toEqual([undefined, zone]);
  });
});
