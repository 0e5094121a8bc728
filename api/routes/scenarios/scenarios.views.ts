import { z } from 'zod';
import { pageFields, pageOf } from '../../paging';
import { scenarioSchema } from './scenario.schema';

export const scenarioParams = z.strictObject({ id: z.uuid() });
export const scenarioVersionParams = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().min(1).max(2_147_483_647),
});
export const botScenariosParams = z.strictObject({ bot_id: z.uuid() });
export const scenarioListQuery = z.strictObject(pageFields);
export const versionListQuery = z.strictObject({
  limit: pageFields.limit,
  cursor: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .meta({ description: 'The nextCursor of the page before' }),
});

const findingView = z
  .strictObject({
    severity: z.enum(['error', 'warning']).meta({ description: 'An error keeps it from being published' }),
    code: z.string(),
    step: z.string().nullable().meta({ description: 'Null for the scenario as a whole' }),
    message: z.string().meta({ description: 'What is wrong and what to do about it' }),
  })
  .meta({ id: 'ScenarioFinding' });

const scenarioFields = {
  id: z.uuid(),
  botId: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  version: z.int(),
  isActive: z.boolean().meta({ description: 'The one the bot follows with whoever writes next' }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

const listedScenarioView = z.strictObject(scenarioFields).meta({ id: 'ListedScenario' });

export const scenarioView = z
  .strictObject({ ...scenarioFields, scenario: scenarioSchema })
  .meta({ id: 'PublishedScenario' });

/** A scenario that was published just now, with what its check found. */
export const publishedView = z
  .strictObject({
    ...scenarioFields,
    scenario: scenarioSchema,
    findings: z
      .array(findingView)
      .meta({ description: 'Warnings only: errors keep it from being published' }),
  })
  .meta({ id: 'CheckedScenario' });

export const scenarioPage = pageOf(listedScenarioView);

export const versionPage = pageOf(
  z.strictObject({ version: z.int(), publishedAt: z.iso.datetime() }).meta({ id: 'ScenarioVersion' }),
);

export const versionView = z
  .strictObject({
    scenarioId: z.uuid(),
    version: z.int(),
    publishedAt: z.iso.datetime(),
    scenario: scenarioSchema,
  })
  .meta({ id: 'ScenarioVersionContent' });

export const rollbackBody = z.strictObject({
  version: z
    .int()
    .min(1)
    .max(2_147_483_647)
    .meta({ description: 'The version whose content is to be published again' }),
});

export const checkBody = z
  .strictObject({
    scenario: scenarioSchema
      .exactOptional()
      .meta({ description: 'What to check instead of the stored scenario' }),
  })
  .prefault({});

export const checkView = z
  .strictObject({
    publishable: z.boolean(),
    findings: z.array(findingView).meta({ description: 'Errors first' }),
  })
  .meta({ id: 'ScenarioCheck' });
