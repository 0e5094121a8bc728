import { IANAZone } from 'luxon';
import { z } from 'zod';
import { CONTACT_HOURS_POLICIES } from '../../../domain/broadcasts/broadcast';
import { BUSINESS_TEXTS, DEFAULT_BUSINESS, type OpeningHours } from '../../../domain/business/settings';
import { pageOf } from '../../paging';
import { CLOSING_TIME, TIME_OF_DAY } from '../../time-of-day';
import { modelView } from '../language-models/language-models.schema';

const { settings: usual } = DEFAULT_BUSINESS;

const localTime = z.string().regex(TIME_OF_DAY, 'a time of day as HH:MM, such as 09:00');
const closingTime = z
  .string()
  .regex(CLOSING_TIME, 'a time of day as HH:MM, such as 18:00; 24:00 is midnight');
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as es, en or pt-BR');

const openingHours = z
  .array(z.strictObject({ weekday: z.int().min(1).max(7), from: localTime, to: closingTime }))
  .max(28)
  .superRefine(inOrder)
  .meta({ description: 'ISO weekdays, 1 Monday … 7 Sunday; a day without hours is closed; [] says nothing' });

const wordings = z.record(
  z.string().regex(/^[a-z]{2,3}$/, 'a language such as es'),
  z.string().trim().min(1, 'write the text').max(1000),
);

const contactPolicy = z.strictObject({
  contactHours: z
    .enum(CONTACT_HOURS_POLICIES)
    .nullable()
    .default(null)
    .meta({ description: 'Of broadcasts and programs that name none; null for the usual' }),
  frequencyCap: z
    .strictObject({ messages: z.int().min(1).max(1000), days: z.int().min(1).max(365) })
    .nullable()
    .default(null)
    .meta({ description: 'Of broadcasts that name none' }),
});

const settingsFields = {
  timezone: z
    .string()
    .refine(
      (zone) => /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone),
      'an IANA time zone, such as America/Bogota',
    )
    .default(usual.timezone)
    .meta({ description: 'In which agents and scenarios know what day it is' }),
  hours: openingHours.default([]),
  languages: z
    .tuple([language], language)
    .refine((all) => all.length <= 20 && new Set(all).size === all.length, 'name each language once')
    .default([usual.languages[0]])
    .meta({ description: 'The first is spoken where nothing else is known' }),
  texts: z
    .partialRecord(z.enum(BUSINESS_TEXTS), wordings)
    .default({})
    .meta({ description: "By text and language; Hilo's own where there is none" }),
  facts: z
    .array(z.string().trim().min(1).max(1000))
    .max(50)
    .default([])
    .meta({ description: 'What every agent of the account may tell, such as addresses and deliveries' }),
  contactPolicy: contactPolicy.prefault({}),
};

const settingsView = z.strictObject(settingsFields).meta({ id: 'BusinessSettings' });

export const putBusinessBody = z.strictObject({
  name: z.string().trim().min(1, 'name the business').max(120),
  settings: settingsView,
});

const versionFields = {
  version: z.int().meta({ description: '0 for an account that said nothing' }),
  name: z.string(),
  settings: settingsView,
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
};

export const businessView = z
  .strictObject({
    ...versionFields,
    models: z
      .array(modelView)
      .meta({ description: 'The language models in their order; /api/language-models changes them' }),
  })
  .meta({ id: 'Business' });

export const businessVersionPage = pageOf(z.strictObject(versionFields).meta({ id: 'BusinessVersion' }));

function inOrder(hours: OpeningHours[], context: z.RefinementCtx<OpeningHours[]>): void {
  for (const [index, { weekday, from, to }] of hours.entries()) {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: [index], message });
    if (from >= to) refuse('must close after it opens; for past midnight write two days');
    const earlier = hours.slice(0, index).filter((each) => each.weekday === weekday);
    if (earlier.some((each) => from < each.to && each.from < to)) refuse('overlaps with hours above it');
  }
}
