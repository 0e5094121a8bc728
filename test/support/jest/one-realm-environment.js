'use strict';

const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/**
 * Runs every test file of a process in the process's own realm, for one-realm-runtime. What a file changes of the
 * globals, of the settings or of `process` itself is as before once it is over.
 */
class OneRealmEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.globals = descriptorsOf(globalThis);
    this.settings = { ...process.env };
    this.exit = process.exit;
    const mocks = new ModuleMocker(globalThis);
    const timers = { config: projectConfig, global: globalThis };
    this.moduleMocker = mocks;
    this.fakeTimersModern = new ModernFakeTimers(timers);
    const timerConfig = { idToRef: (id) => id, refToId: (ref) => ref };
    this.fakeTimers = new LegacyFakeTimers({ ...timers, moduleMocker: mocks, timerConfig });
  }

  async setup() {
    Error.stackTraceLimit = 100;
  }

  /** Whoever can say more of a failure does, above its stack. */
  async handleTestEvent({ name, error }) {
    const { tellOfFailure } = this.global;
    if (name !== 'test_fn_failure' || tellOfFailure === undefined || !(error instanceof Error)) return;
    const more = await tellOfFailure().catch(String);
    error.stack = error.stack.replace(/(?=\n +at )/, () => `\n\n${more}`);
  }

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    restoreGlobals(this.globals);
    for (const name of Object.keys(process.env)) if (!(name in this.settings)) delete process.env[name];
    Object.assign(process.env, this.settings);
    process.exit = this.exit;
    process.exitCode = undefined;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None: the runtime compiles for the realm it is in. */
  getVmContext() {
    return null;
  }
}

function descriptorsOf(object) {
  return new Map(Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]));
}

function restoreGlobals(before) {
  for (const [key, now] of descriptorsOf(globalThis)) {
    const was = before.get(key);
    // Node's own fetch keeps its dispatcher in one that cannot be taken away.
    if (!now.configurable) continue;
    if (was === undefined) delete globalThis[key];
    else if (was.value !== now.value || was.get !== now.get) Object.defineProperty(globalThis, key, was);
  }
  for (const [key, was] of before) if (!(key in globalThis)) Object.defineProperty(globalThis, key, was);
}

module.exports = OneRealmEnvironment;
