import { z } from 'zod';
import { ROLES } from '../../../domain/access/roles';
import { login } from './auth.schema';

export const operatorParams = z.strictObject({ id: z.uuid() });

export const inviteBody = z.strictObject({ login, role: z.enum(ROLES) });

export const roleBody = z.strictObject({ role: z.enum(ROLES) });

export const operatorItem = z
  .strictObject({
    id: z.uuid(),
    login: z.string(),
    role: z.enum(ROLES),
    isSuperAdmin: z.boolean(),
    hasPassword: z.boolean().meta({ description: 'False until the invitation was accepted' }),
    createdAt: z.iso.datetime(),
    lastSignInAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Operator' });

export const operatorListView = z.strictObject({ items: z.array(operatorItem) });

export const invitationView = z
  .strictObject({
    operator: operatorItem,
    token: z.string().meta({ description: 'Shown this once; whoever has it chooses the password' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
