import { until } from '../../support/pace';

describe('until', () => {
  it('gives what it was looking for, and takes a look that fails for no', async () => {
    let looks = 0;
    const look = () => {
      looks += 1;
      if (looks === 1) throw new Error('not yet');
      return looks;
    };
    await expect(until({ for: 'three', look, is: (seen) => seen === 3, everyMs: 1 })).resolves.toBe(3);
  });

  it('gives up once nothing has changed for too long, and says for what and what it saw', async () => {
    const look = () => ({ state: 'waiting' });
    const wait = { for: 'the end', look, is: () => false, everyMs: 1, patienceMs: 20 };
    await expect(until(wait)).rejects.toThrow(
      'Waited in vain for the end: for 0.02 s it has been {"state":"waiting"}',
    );
  });

  it('says why it could not even look', async () => {
    const look = () => Promise.reject(new Error('no database'));
    const wait = { for: 'a row', look, is: () => true, everyMs: 1, patienceMs: 20 };
    await expect(until(wait)).rejects.toThrow('Error: no database');
  });

  it('is patient as long as something changes', async () => {
    let seen = 0;
    const wait = { for: 'a hundred', look: () => (seen += 1), is: (n: number) => n === 100, everyMs: 1 };
    await expect(until({ ...wait, patienceMs: 50 })).resolves.toBe(100);
  });
});
