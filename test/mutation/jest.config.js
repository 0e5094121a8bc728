'use strict';

const { projects } = require('../../jest.config');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** Rules alone, in one project: a mutant is tried by every test that runs its line. In a realm of Stryker's own. */
module.exports = { ...unit, testEnvironment: 'node', runtime: require.resolve('jest-runtime') };
