import { resolveGoProgram, type GoBinary, type GoRequest } from '../go-program';

/** Temporal's own server with its schema tool, from its Go module. */
export function resolveTemporalCluster(request: GoRequest = {}): Promise<GoBinary> {
  return resolveGoProgram(
    {
      name: 'hilo-test-temporal',
      title: 'Temporal server',
      folder: __dirname,
      flags: ['-ldflags', '-s -w'],
      remedy: 'Install Go 1.26.8 or newer.',
    },
    request,
  );
}
