import { runBridge } from './run-bridge';

runBridge().then(
  // A browser that does not end must not keep the process.
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `The bridge cannot run: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exit(1);
  },
);
