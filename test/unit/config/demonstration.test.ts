import { hasDemonstration } from '../../../config/demonstration';
import { readEnv } from '../../../config/env';

describe('the demonstration', () => {
  it.each([
    { settings: {}, is: true },
    { settings: { HILO_DEMO: '0' }, is: false },
    { settings: { NODE_ENV: 'production' }, is: false },
    { settings: { HILO_HOST: '0.0.0.0' }, is: false },
    { settings: { HILO_HOST: '127.evil.example' }, is: false },
    { settings: { HILO_HOST: '::1' }, is: true },
    { settings: { PUBLIC_BASE_URL: 'https://hilo.example' }, is: false },
    { settings: { PUBLIC_BASE_URL: 'http://127.0.0.1:3000' }, is: true },
    { settings: { PUBLIC_BASE_URL: 'http://[::1]:3000' }, is: true },
  ])('is made and opened on this machine alone: $settings gives $is', ({ settings, is }) => {
    expect(hasDemonstration(readEnv(settings))).toBe(is);
  });
});
