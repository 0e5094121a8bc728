import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Below the ports that a system lends to outgoing calls, one of which might take a port before its server listens. */
const FREE = { from: 20_000, to: 30_000 };
const FREE_TRIES = 20;

export interface PortClaim {
  port: number;
  /** What wants it, such as "the embedded Postgres". */
  for: string;
  /** The setting that changes it. */
  setting: string;
}

/** Refuses a port that is taken, naming it and the setting to change; port 0 becomes any free one. */
export async function claimPort(claim: PortClaim): Promise<number> {
  if (claim.port === 0) return claimAnyPort();
  try {
    return await listenBriefly(claim.port);
  } catch (cause) {
    const remedy = `Stop what is using it, or set ${claim.setting} to another port.`;
    throw new Error(`Port ${claim.port}, wanted for ${claim.for}, is taken. ${remedy}`, { cause });
  }
}

async function claimAnyPort(): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = FREE.from + Math.floor(Math.random() * (FREE.to - FREE.from));
    try {
      return await listenBriefly(port);
    } catch (error) {
      if (tries === FREE_TRIES) throw error;
    }
  }
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => {
      server.close(() => {
        resolve(port);
      });
    });
  });
}
