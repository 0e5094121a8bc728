import { Foundation1780000000000 } from './1780000000000-foundation';
import { Programs1780000000001 } from './1780000000001-programs';
import { Conversations1780000000002 } from './1780000000002-conversations';
import { ConsentAndIdentities1780000000003 } from './1780000000003-consent-and-identities';
import { RepliesInAnswers1780000000004 } from './1780000000004-replies-in-answers';
import { Shop1780000000005 } from './1780000000005-shop';
import { LanguageModels1780000000006 } from './1780000000006-language-models';
import { Broadcasts1780000000007 } from './1780000000007-broadcasts';
import { Payments1780000000008 } from './1780000000008-payments';
import { Agent1780000000009 } from './1780000000009-agent';
import { KeyScopes1780000000010 } from './1780000000010-key-scopes';
import { PlatformSenders1780000000011 } from './1780000000011-platform-senders';
import { SendQueue1780000000021 } from './1780000000021-send-queue';
import { CartAgreements1780000000012 } from './1780000000012-cart-agreements';
import { ImpliedAccounts1780000000013 } from './1780000000013-implied-accounts';
import { Operators1780000000014 } from './1780000000014-operators';
import { LiveUpdates1780000000015 } from './1780000000015-live-updates';
import { AuditLog1780000000016 } from './1780000000016-audit-log';
import { ReminderTemplates1780000000018 } from './1780000000018-reminder-templates';
import { Alerts1780000000022 } from './1780000000022-alerts';
import { PlatformTally1780000000030 } from './1780000000030-platform-tally';
import { ContactTags1780000000031 } from './1780000000031-contact-tags';
import { Calendar1780000000033 } from './1780000000033-calendar';
import { Analytics1780000000040 } from './1780000000040-analytics';
import { AlertActions1780000000041 } from './1780000000041-alert-actions';
import { SystemAlerts1780000000042 } from './1780000000042-system-alerts';
import { ModelSentiments1780000000043 } from './1780000000043-model-sentiments';
import { BusinessSettings1780000000050 } from './1780000000050-business-settings';
import { MessageTemplates1780000000051 } from './1780000000051-message-templates';
import { ContactLanguage1780000000052 } from './1780000000052-contact-language';
import { Demonstration1780000000060 } from './1780000000060-demonstration';
import { AgentTurnsLatest1780000000070 } from './1780000000070-agent-turns-latest';
import { RequestCounts1780000000071 } from './1780000000071-request-counts';
import { CalendarConnections1780000000072 } from './1780000000072-calendar-connections';
import { AlertReasons1780000000079 } from './1780000000079-alert-reasons';
import { LiveDialogs1780000000080 } from './1780000000080-live-dialogs';
import { TurnFailures1780000000081 } from './1780000000081-turn-failures';
import { ReferencesCheckedAtOnce1780000000082 } from './1780000000082-references-checked-at-once';
import { OpenEnrollments1780000000083 } from './1780000000083-open-enrollments';

/** Every migration, oldest first; a released one is never edited. */
export const migrations = [
  Foundation1780000000000,
  Programs1780000000001,
  Conversations1780000000002,
  ConsentAndIdentities1780000000003,
  RepliesInAnswers1780000000004,
  Shop1780000000005,
  LanguageModels1780000000006,
  Broadcasts1780000000007,
  Payments1780000000008,
  Agent1780000000009,
  KeyScopes1780000000010,
  PlatformSenders1780000000011,
  SendQueue1780000000021,
  CartAgreements1780000000012,
  ImpliedAccounts1780000000013,
  Operators1780000000014,
  LiveUpdates1780000000015,
  AuditLog1780000000016,
  ReminderTemplates1780000000018,
  Alerts1780000000022,
  PlatformTally1780000000030,
  ContactTags1780000000031,
  Calendar1780000000033,
  Analytics1780000000040,
  AlertActions1780000000041,
  SystemAlerts1780000000042,
  ModelSentiments1780000000043,
  BusinessSettings1780000000050,
  MessageTemplates1780000000051,
  ContactLanguage1780000000052,
  Demonstration1780000000060,
  AgentTurnsLatest1780000000070,
  RequestCounts1780000000071,
  CalendarConnections1780000000072,
  AlertReasons1780000000079,
  LiveDialogs1780000000080,
  TurnFailures1780000000081,
  ReferencesCheckedAtOnce1780000000082,
  OpenEnrollments1780000000083,
];
