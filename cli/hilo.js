#!/usr/bin/env node
'use strict';

const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  runOnOwnNode();
} else {
  require('tsx/cjs');
  require('./main.ts');
}

/** The package `node` brings a Node that is new enough, whatever the machine has. */
function runOnOwnNode() {
  const own = join(__dirname, '../node_modules/node/bin/node');
  if (!existsSync(own)) {
    console.error(
      `Hilo needs Node ${OLDEST_NODE} or newer; this is ${process.version}. Run npm install first.`,
    );
    process.exit(1);
  }
  const child = spawn(own, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
