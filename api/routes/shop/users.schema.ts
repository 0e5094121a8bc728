import { z } from 'zod';
import { normalizeName } from '../../../domain/shop/person';
import { MAX_PAGE, pageOf } from '../../paging';
import { shopEmail, shopId, shopPageFields, shopPhone } from './shop-fields';

const name = z
  .string()
  .max(500)
  .transform((written, context) => {
    const normalized = normalizeName(written);
    if (normalized !== null) return normalized;
    context.addIssue({ code: 'custom', message: 'not a name: write one of at most 120 characters' });
    return z.NEVER;
  })
  .meta({ examples: ['Juan Pérez'] });

export const userListQuery = z.strictObject(shopPageFields);

export const createUserBody = z
  .strictObject({
    name,
    email: shopEmail.nullish(),
    phone: shopPhone.nullish(),
    segment: z.string().trim().min(1).max(60).default('nuevo'),
  })
  .refine(({ email, phone }) => Boolean(email ?? phone), {
    message: 'give a phone, an email, or both',
    path: ['phone'],
  });

export const userSearchQuery = z
  .strictObject({
    phone: shopPhone.optional(),
    email: shopEmail.optional(),
    name: z.string().trim().min(2).max(120).optional(),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(20),
  })
  .refine(({ phone, email, name: part }) => Boolean(phone ?? email ?? part), {
    message: 'say who: a phone, an email, or part of a name',
    path: ['phone'],
  });

export const userView = z
  .strictObject({
    id: shopId,
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    segment: z.string(),
    contact_id: z.uuid().nullable().meta({ description: 'The contact that the user is, where one is known' }),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'ShopUser' });

export const userPage = pageOf(userView);

export const userSearchView = z
  .strictObject({
    status: z.enum(['found', 'not_found']),
    user: userView.nullable().meta({ description: 'The first of them' }),
    items: z.array(userView),
  })
  .meta({ id: 'ShopUserSearch' });
