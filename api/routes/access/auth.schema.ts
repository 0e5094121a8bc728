import { z } from 'zod';
import { ROLES } from '../../../domain/access/roles';

const token = z.string().min(1).max(512);

export const login = z
  .string()
  .trim()
  .min(2, 'at least 2 characters')
  .max(120)
  .regex(/^[^\s<>"]+$/, 'without spaces; an email address will do');

/** Long rather than complicated: what NIST SP 800-63B asks for. */
export const password = z.string().min(12, 'at least 12 characters').max(200);

export const loginBody = z.strictObject({
  login: z.string().trim().min(1).max(120),
  password: z.string().min(1).max(200),
  session: z
    .enum(['tokens', 'cookie'])
    .default('tokens')
    .meta({ description: 'What the sign-in gives: tokens for a program, or a cookie for the console' }),
});

export const refreshBody = z.strictObject({ refreshToken: token });

export const passwordBody = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: password,
});

export const acceptBody = z.strictObject({
  token: token.meta({ description: 'Of the invitation' }),
  password,
});

export const operatorView = z
  .strictObject({
    id: z.uuid(),
    accountId: z.uuid(),
    login: z.string(),
    role: z.enum(ROLES),
    isSuperAdmin: z.boolean().meta({ description: 'Looks after the accounts of the platform' }),
  })
  .meta({ id: 'SignedInOperator' });

export const signedInView = z
  .strictObject({
    operator: operatorView,
    tokens: z
      .strictObject({
        accessToken: z.string().meta({ description: 'For Authorization: Bearer' }),
        expiresIn: z.int().meta({ description: 'Seconds' }),
        refreshToken: z.string().meta({ description: 'Good once: each refresh gives the next one' }),
      })
      .nullable()
      .meta({ description: 'Null where a cookie was set' }),
  })
  .meta({ id: 'SignedIn' });
