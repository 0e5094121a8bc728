'use strict';

const { availableParallelism } = require('node:os');

const MINUTE = 60_000;

/** What each kind of test needs running; the set-up runs only when a test of that kind does. */
const KINDS = {
  unit: {},
  contract: {},
  replay: { globalSetup: 'bundle' },
  workflow: { globalSetup: 'time-skipping' },
  integration: { globalSetup: 'servers' },
  faults: { globalSetup: 'servers', testTimeout: 3 * MINUTE },
  e2e: { globalSetup: 'binaries', testTimeout: 5 * MINUTE },
};

const transform = {
  '^.+\\.[jt]s$': [
    '@swc/jest',
    { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
  ],
};

function project([kind, { globalSetup, testTimeout = MINUTE }]) {
  return {
    displayName: kind,
    rootDir: __dirname,
    roots: [`<rootDir>/test/${kind}`],
    testMatch: ['**/*.test.ts'],
    testEnvironment: 'node',
    transform,
    testTimeout,
    ...(globalSetup && {
      globalSetup: `<rootDir>/test/support/global/${globalSetup}.setup.ts`,
      globalTeardown: '<rootDir>/test/support/global/teardown.ts',
    }),
  };
}

/** @type {import('jest').Config} */
module.exports = {
  projects: Object.entries(KINDS).map(project),
  maxWorkers: Math.min(4, availableParallelism()),
  // Temporal's native runtime keeps handles open for some seconds after its last worker is gone.
  forceExit: true,
};
