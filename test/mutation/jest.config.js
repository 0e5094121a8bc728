'use strict';

const { projects } = require('../../jest.config');

/** Rules alone, in one project: a mutant is tried by every test that runs its line. */
module.exports = projects.find(({ displayName }) => displayName === 'unit');
