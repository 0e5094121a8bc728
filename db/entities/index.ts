import { AccountEntity } from './account.entity';
import { ApiKeyEntity } from './api-key.entity';
import { BotEntity } from './bot.entity';
import { BotSecretEntity, PlatformCredentialEntity } from './bot-credential.entity';
import { ContactEntity, ContactIdentityEntity } from './contact.entity';
import { EnrollmentEntity } from './enrollment.entity';
import { ProgramEntity, ProgramVersionEntity } from './program.entity';
import { ScenarioEntity, ScenarioVersionEntity } from './scenario.entity';
import { SendEntity } from './send.entity';

/** Every entity of the data source. */
export const entities = [
  AccountEntity,
  ApiKeyEntity,
  ContactEntity,
  ContactIdentityEntity,
  SendEntity,
  ProgramEntity,
  ProgramVersionEntity,
  EnrollmentEntity,
  BotEntity,
  PlatformCredentialEntity,
  BotSecretEntity,
  ScenarioEntity,
  ScenarioVersionEntity,
];
