import { useParams } from 'wouter';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { ShownPage } from '../parts/shown-page';
import { alertsMessages } from './alerts.messages';
import { RuleEditor } from './rule-editor';
import { NEW_RULE, valuesOf } from './rule-values';
import { ruleMessages } from './rule.messages';
import { useRule } from './rules-data';
import { useRuleNames } from './use-rule-names';

/** One rule, or a new one. */
export default function RulePage() {
  const { id } = useParams<{ id: string }>();
  return id === 'new' ? <NewRule /> : <KeptRule id={id} />;
}

function NewRule() {
  const t = useMessages(ruleMessages);
  const { rules } = useMessages(alertsMessages);
  return (
    <>
      <PageHeader title={t.newRule} back={{ href: '/alerts/rules', label: rules }} />
      <RuleEditor id={null} initial={NEW_RULE} fingerprint={null} />
    </>
  );
}

function KeptRule({ id }: { id: string }) {
  const { rules } = useMessages(alertsMessages);
  const names = useRuleNames();
  const back = { href: '/alerts/rules', label: rules };
  return (
    <ShownPage query={useRule(id)} back={back}>
      {(rule) => (
        <>
          <PageHeader title={names.shown(rule.name)} back={back} />
          <RuleEditor
            id={id}
            initial={{ ...valuesOf(rule), name: names.shown(rule.name) }}
            fingerprint={rule.webhookSecretFingerprint}
          />
        </>
      )}
    </ShownPage>
  );
}
