import { Button, Card, Group, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '../language/language';
import { PageHeader } from '../parts/page-header';
import { ProblemAlert } from '../parts/problem-alert';
import styles from './broadcasts.module.css';
import { broadcastsMessages } from './broadcasts.messages';
import { CheckStep } from './check-step';
import { ListStep } from './list-step';
import { MessageStep } from './message-step';
import { wizardMessages } from './wizard.messages';
import { EMPTY_PLAN, useMake, type Plan } from './wizard-data';

const STEPS = ['list', 'message', 'check', 'send'] as const;
const CHECK = 2;

export interface StepProps {
  plan: Plan;
  onChange: (change: Partial<Plan>) => void;
}

/** From a list to a draft, a step at a time; the last step, sending it, is the draft's own page. */
export default function NewBroadcastPage() {
  const t = useMessages(wizardMessages);
  const { title } = useMessages(broadcastsMessages);
  const [, go] = useLocation();
  const [step, setStep] = useState(0);
  const [plan, setPlan] = useState(EMPTY_PLAN);
  const make = useMake(plan);
  const onChange = (change: Partial<Plan>) => setPlan((before) => ({ ...before, ...change }));
  const isReady = [plan.list !== null, plan.title.trim() !== '' && plan.template.trim() !== '', true];
  const next = () => {
    if (step < CHECK) return setStep(step + 1);
    make.mutate(undefined, { onSuccess: ({ broadcast }) => go(`/broadcasts/${broadcast.id}`) });
  };
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} back={{ href: '/broadcasts', label: title }} />
      <Stepper
        active={step}
        onStepClick={setStep}
        mb="lg"
        size="sm"
        wrap={false}
        classNames={{ step: styles['step'] ?? '' }}
      >
        {STEPS.map((name, index) => (
          <Stepper.Step
            key={name}
            label={t.steps[name]}
            allowStepSelect={index < STEPS.length - 1 && isReady.slice(0, index).every(Boolean)}
          />
        ))}
      </Stepper>
      <Card withBorder radius="lg" padding="lg">
        {step === 0 && <ListStep plan={plan} onChange={onChange} />}
        {step === 1 && <MessageStep plan={plan} onChange={onChange} />}
        {step === CHECK && <CheckStep plan={plan} onChange={onChange} />}
        {make.isError && <ProblemAlert error={make.error} />}
        <Group justify="space-between" mt="xl">
          <Button variant="default" disabled={step === 0} onClick={() => setStep(step - 1)}>
            {t.back}
          </Button>
          <Button disabled={!isReady[step]} loading={make.isPending} onClick={next}>
            {step === CHECK ? t.save : t.next}
          </Button>
        </Group>
      </Card>
    </>
  );
}
