import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import express from 'express';
import type { Router } from 'express';
import { jwtVerify } from 'jose';
import { z } from 'zod';

const TOKENS = 'https://www.googleapis.com/oauth2/v4/token';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A service account of nobody, with a key of this process. */
export const SERVICE_ACCOUNT = {
  clientEmail: 'robot@tienda.iam.gserviceaccount.com',
  privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
};

/** The key file of the service account, as Google's console gives it. */
export async function writeKeyFile(path: string): Promise<string> {
  const { clientEmail: client_email, privateKey: private_key } = SERVICE_ACCOUNT;
  await writeFile(
    path,
    JSON.stringify({ type: 'service_account', client_email, private_key, token_uri: TOKENS }),
  );
  return path;
}

const request = z.object({
  grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
  assertion: z.string(),
});

/** Changes a signed claim for a token: https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
export function tokenRoutes(): Router {
  const router = express.Router();
  router.post(
    '/oauth2/v4/token',
    express.urlencoded({ extended: false }),
    express.json(),
    async (req, res) => {
      const { assertion } = request.parse(req.body);
      const { payload } = await jwtVerify(assertion, keys.publicKey, { audience: TOKENS });
      const { iss = '', scope } = payload;
      if (scope !== 'https://www.googleapis.com/auth/cloud-platform') throw new Error('no such scope');
      res.json({ access_token: `token-of-${iss}`, expires_in: 3599, token_type: 'Bearer' });
    },
  );
  return router;
}
