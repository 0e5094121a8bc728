import { createServer } from 'node:net';

const HOST = '127.0.0.1';

export interface PortClaim {
  port: number;
  /** What wants it, such as "the embedded Postgres". */
  for: string;
  /** The setting that changes it. */
  setting: string;
}

/** Refuses a port that is taken, naming it and the setting to change; port 0 becomes any free one. */
export async function claimPort(claim: PortClaim): Promise<number> {
  try {
    return await listenBriefly(claim.port);
  } catch (cause) {
    const remedy = `Stop what is using it, or set ${claim.setting} to another port.`;
    throw new Error(`Port ${claim.port}, wanted for ${claim.for}, is taken. ${remedy}`, { cause });
  }
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => {
        resolve(bound);
      });
    });
  });
}
