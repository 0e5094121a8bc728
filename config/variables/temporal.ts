import { z } from 'zod';
import { encryptionKey, optionalText, port } from './kinds';

/** Which Temporal it is, and what is encrypted on the way to it. */
export const temporalVariables = {
  TEMPORAL_ADDRESS: optionalText.describe('Temporal to use instead of the dev server, host:port'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: optionalText.describe('API key of Temporal Cloud; switches TLS on'),
  HILO_TEMPORAL_PORT: port(7233).describe('Port of the Temporal dev server'),
  HILO_TEMPORAL_UI_PORT: port(8233).describe('Port of the Temporal Web UI'),
  TEMPORAL_UI_URL: z
    .url()
    .optional()
    .describe('Where the Temporal Web UI is, for links; npm start knows its own'),
  TEMPORAL_CLI_PATH: optionalText.describe('The temporal binary to use'),
  TEMPORAL_TEST_SERVER_PATH: optionalText.describe('The time-skipping test server binary to use'),
  TEMPORAL_PAYLOAD_KEY: encryptionKey('codec-key').describe(
    'Encrypts everything Hilo writes into workflow histories',
  ),
  TEMPORAL_PAYLOAD_OLD_KEYS: optionalText.describe('Earlier payload keys, comma-separated, for reading'),
  HILO_CODEC_PORT: port(8234).describe(
    'Port at which the Web UI has histories decrypted, with a payload key',
  ),
};
