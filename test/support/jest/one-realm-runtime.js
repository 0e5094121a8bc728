'use strict';

const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** What this process compiled of our own modules, by path; a later test file runs them anew, with no state of the former. */
const compiled = new Map();
const requires = new Map();

/**
 * Loads packages once a process instead of once a test file, as Node itself does; our own modules as ever, anew for
 * each file. Both live in the process's one realm, so that an Error of a package is an Error of ours.
 */
class OneRealmRuntime extends Runtime {
  constructor(...parts) {
    super(...parts);
    const { injectedModuleParameters } = this.executor;
    this.executor.compile = (code, filename) => {
      const known = compiled.get(filename);
      if (known?.code === code) return known.run;
      const run = compileFunction(code, injectedModuleParameters, { filename });
      compiled.set(filename, { code, run });
      return run;
    };
  }

  requireModule(from, name, options, isRequireActual) {
    return isPackage(name) && !options?.isInternalModule
      ? requireFrom(from)(name)
      : super.requireModule(from, name, options, isRequireActual);
  }
}

/** Without a name it is the file itself that is wanted. */
function isPackage(name) {
  return name !== undefined && !isBuiltin(name) && !/^[./]/.test(name);
}

function requireFrom(file) {
  const known = requires.get(file) ?? createRequire(file);
  requires.set(file, known);
  return known;
}

module.exports = OneRealmRuntime;
