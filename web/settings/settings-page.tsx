import type { ComponentType } from 'react';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { SectionTabs } from '../parts/section-tabs';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import type { Operator } from '../session/session';
import { AuditSection } from './audit-section';
import { BusinessSection } from './business-section';
import { CalendarSection } from './calendar-section';
import { ChannelsSection } from './channels-section';
import { KeysSection } from './keys-section';
import { ModelsSection } from './models-section';
import { OperatorsSection } from './operators-section';
import { PasswordSection } from './password-section';
import { settingsMessages } from './settings.messages';

interface Section {
  name: keyof (typeof settingsMessages)['en']['parts'];
  component: ComponentType;
  /** Who may see it. */
  least: Operator['role'];
}

const SECTIONS: readonly Section[] = [
  { name: 'business', component: BusinessSection, least: 'viewer' },
  { name: 'channels', component: ChannelsSection, least: 'viewer' },
  { name: 'calendar', component: CalendarSection, least: 'viewer' },
  { name: 'models', component: ModelsSection, least: 'viewer' },
  { name: 'operators', component: OperatorsSection, least: 'admin' },
  { name: 'keys', component: KeysSection, least: 'admin' },
  { name: 'audit', component: AuditSection, least: 'admin' },
  { name: 'password', component: PasswordSection, least: 'viewer' },
];

/** The account's settings, part by part. */
export default function SettingsPage() {
  const t = useMessages(settingsMessages);
  const operator = useOperator();
  const sections = SECTIONS.filter(({ least }) => may(operator, least));
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <SectionTabs
        label={t.sections}
        sections={sections.map(({ name, component: Component }) => ({
          name,
          label: t.parts[name],
          content: <Component />,
        }))}
      />
    </>
  );
}
