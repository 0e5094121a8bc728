import { defineSearchAttributeKey } from '@temporalio/common';

/** What the Temporal Web UI can filter and list workflows by; never personal data, since these are not encrypted. */
export const SEARCH_ATTRIBUTES = {
  account: defineSearchAttributeKey('HiloAccount', 'KEYWORD'),
  bot: defineSearchAttributeKey('HiloBot', 'KEYWORD'),
  program: defineSearchAttributeKey('HiloProgram', 'KEYWORD'),
  stage: defineSearchAttributeKey('HiloStage', 'KEYWORD'),
  session: defineSearchAttributeKey('HiloSession', 'INT'),
  nextEvaluation: defineSearchAttributeKey('HiloNextEvaluation', 'DATETIME'),
} as const;
