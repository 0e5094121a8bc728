import { z } from 'zod';

export const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

export const perMinute = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

export const optionalText = z.string().trim().min(1).optional();

/** A key for AES-256 under an id; the command is the one of `hilo` that makes it. */
export const encryptionKey = (command: string) =>
  z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/=]{44}$/, `keyId:base64 of 32 bytes; make one with: hilo ${command}`)
    .optional();

/** Written in seconds, read in milliseconds. */
export const delays = z
  .string()
  .regex(/^\d+(,\d+)*$/, 'a comma-separated list of seconds, such as 60,300,900')
  .transform((text) => text.split(',').map((seconds) => Number(seconds) * 1000));

const list = z.string().transform((text) => text.split(',').flatMap((entry) => entry.trim() || []));

export const hosts = list.pipe(
  z.array(
    z
      .string()
      .regex(
        /^(\[[0-9a-fA-F:.]+\]|[^\s:/@]+):\d{1,5}$/,
        'host:port entries, such as backend:8080,10.0.0.5:443',
      ),
  ),
);

export const origins = list.pipe(
  z.array(
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).origin === url, 'origins, such as https://app.example'),
  ),
);

export const proxies = list.pipe(
  z.array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])], {
      error: 'addresses or networks, such as 10.0.0.0/8, or loopback',
    }),
  ),
);
