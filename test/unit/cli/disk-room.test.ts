import { roomFinding } from '../../../cli/doctor/check-disk';

const GB = 1024 ** 3;

it.each([
  ['fails', 0.1, 'fail'],
  ['is warned of', 1, 'warn'],
  ['is fine', 20, 'ok'],
])('a disk that %s with %d GB free', (_what, free, verdict) => {
  expect(roomFinding(free * GB, '/data').verdict).toBe(verdict);
});
