import { createInboundQueue } from '../../../api/inbound/inbound-queue';
import { recordingLogger, silentLogger } from '../../support/framework-deps';

/** A task that ends when it is told to. */
function heldTask() {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { run: () => held, release: () => release() };
}

describe('work that a webhook’s answer does not wait for', () => {
  it('is done in order for one contact, and side by side for several', async () => {
    const queue = createInboundQueue({ abreast: 10, limit: 10, logger: silentLogger() });
    const done: string[] = [];
    const first = heldTask();
    queue.add('ana', () => first.run().then(() => done.push('ana 1')));
    queue.add('ana', () => Promise.resolve(done.push('ana 2')));
    queue.add('luis', () => Promise.resolve(done.push('luis')));
    await new Promise(setImmediate);
    expect(done).toEqual(['luis']);
    first.release();
    await queue.idle();
    expect(done).toEqual(['luis', 'ana 1', 'ana 2']);
  });

  it('runs so many at a time, and the rest in the order in which they came', async () => {
    const queue = createInboundQueue({ abreast: 2, limit: 10, logger: silentLogger() });
    const held = [heldTask(), heldTask()];
    const begun: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      queue.add(name, () => {
        begun.push(name);
        return held[begun.length - 1]?.run() ?? Promise.resolve();
      });
    }
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b']);
    held[1]?.release();
    await new Promise(setImmediate);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    held[0]?.release();
    await queue.idle();
  });

  it('beyond its limit is left to the sweep, until there is room again', async () => {
    const queue = createInboundQueue({ abreast: 2, limit: 2, logger: silentLogger() });
    const held = heldTask();
    expect([queue.add('a', held.run), queue.add('b', held.run), queue.add('c', held.run)]).toEqual([
      true,
      true,
      false,
    ]);
    held.release();
    await queue.idle();
    expect(queue.add('c', () => Promise.resolve())).toBe(true);
    await queue.idle();
  });

  it('that fails is logged, and holds up nothing behind it', async () => {
    const { logger, lines } = recordingLogger();
    const queue = createInboundQueue({ abreast: 2, limit: 2, logger });
    const done: string[] = [];
    queue.add('ana', () => Promise.reject(new Error('broken')));
    queue.add('ana', () => Promise.resolve(done.push('next')));
    await queue.idle();
    expect(done).toEqual(['next']);
    expect(lines.join()).toContain('the sweep tries again');
  });

  it('begins nothing while several webhooks are received, though none waits for long', async () => {
    const queue = createInboundQueue({ abreast: 2, limit: 10, logger: silentLogger() });
    let answer = (): void => undefined;
    const rush = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const received = [queue.receive(() => rush), queue.receive(() => rush)];
    let begun = 0;
    const task = () => Promise.resolve((begun += 1));
    queue.add('ana', task);
    await new Promise((wake) => setTimeout(wake, 100));
    expect(begun).toBe(0);
    await queue.idle();
    expect(begun).toBe(1);
    queue.add('ana', task);
    answer();
    await Promise.all(received);
    await queue.idle();
    expect(begun).toBe(2);
  });
});
