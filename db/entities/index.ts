import { AccountEntity } from './account.entity';
import { ApiKeyEntity } from './api-key.entity';
import { ContactEntity, ContactIdentityEntity } from './contact.entity';
import { EnrollmentEntity } from './enrollment.entity';
import { ProgramEntity, ProgramVersionEntity } from './program.entity';
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
];
