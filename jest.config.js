'use strict';

const { availableParallelism } = require('node:os');

const MINUTE = 60_000;

/** What each kind of test needs running; the set-up runs only when a test of that kind does. */
const KINDS = {
  unit: {},
  contract: { globalSetup: 'stores' },
  replay: { globalSetup: 'bundle' },
  workflow: { globalSetup: 'time-skipping' },
  integration: { globalSetup: 'servers' },
  faults: { globalSetup: 'servers', long: true },
  e2e: { globalSetup: 'binaries', long: true },
  browser: { globalSetup: 'console', long: true },
};

const transform = {
  '^.+\\.[jt]s$': [
    '@swc/jest',
    { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
};

function project([kind, { globalSetup, long }]) {
  return {
    displayName: kind,
    rootDir: __dirname,
    roots: [`<rootDir>/test/${kind}`],
    testMatch: ['**/*.test.ts'],
    // Packages are loaded once a process: decision 36 has why, and what that asks of tests.
    testEnvironment: '<rootDir>/test/support/jest/one-realm-environment.js',
    runtime: '<rootDir>/test/support/jest/one-realm-runtime.js',
    transform,
    ...(long && { setupFilesAfterEnv: ['<rootDir>/test/support/global/long-tests.ts'] }),
    ...(globalSetup && {
      globalSetup: `<rootDir>/test/support/global/${globalSetup}.setup.ts`,
      globalTeardown: '<rootDir>/test/support/global/teardown.ts',
    }),
  };
}

/** @type {import('jest').Config} */
module.exports = {
  projects: Object.entries(KINDS).map(project),
  // Jest takes this from here alone; a project's own is ignored.
  testTimeout: MINUTE,
  maxWorkers: Math.min(4, availableParallelism()),
  // What tests leave behind in a worker's memory makes each next one slower; a new worker is cheap.
  workerIdleMemoryLimit: '600MB',
  // Temporal's native runtime keeps handles open for some seconds after its last worker is gone.
  forceExit: true,
};
