import { Alert, Center, Loader, SegmentedControl } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useParams } from 'wouter';
import { useMessages } from '../language/language';
import { EmptyState } from '../parts/empty-state';
import { PageHeader } from '../parts/page-header';
import { ShownPage } from '../parts/shown-page';
import { may } from '../session/may';
import { useOperator } from '../session/operator';
import { PlayPanel } from './play-panel';
import { ScenarioActions, Standing } from './scenario-actions';
import styles from './scenario.module.css';
import { useScenario, type Scenario } from './scenarios-data';
import { scenariosMessages } from './scenarios.messages';
import { StepPanel } from './step-panel';
import { SIDES, useBench, type Bench } from './use-bench';
import { VersionsPanel } from './versions-panel';
import { WholePanel } from './whole-panel';

const ScenarioGraph = lazy(() => import('./scenario-graph'));

/** One scenario: its graph, and beside it what is edited, played and compared. */
export default function ScenarioPage() {
  const t = useMessages(scenariosMessages);
  const { bot, id } = useParams<{ bot: string; id: string }>();
  return (
    <ShownPage query={useScenario(id)} back={{ href: `/bots/${bot}`, label: t.backToBot }}>
      {(scenario) => <Workbench key={id} scenario={scenario} />}
    </ShownPage>
  );
}

function Workbench({ scenario }: { scenario: Scenario }) {
  const t = useMessages(scenariosMessages);
  const bench = useBench(scenario);
  const mayWrite = may(useOperator(), 'admin');
  return (
    <>
      <PageHeader
        title={scenario.name}
        lead={<Standing bench={bench} />}
        back={{ href: `/bots/${scenario.botId}`, label: t.backToBot }}
      >
        {mayWrite && <ScenarioActions bench={bench} />}
      </PageHeader>
      {bench.draft.isBehind && (
        <Alert color="yellow" mb="md" title={t.behind(String(scenario.version))}>
          {t.behindHint}
        </Alert>
      )}
      <div className={styles['bench']}>
        <div className={styles['drawn']}>
          <Drawn bench={bench} />
        </div>
        <Side bench={bench} mayWrite={mayWrite} />
      </div>
    </>
  );
}

function Drawn({ bench: { draft, findings, chosen, playedAt, choose } }: { bench: Bench }) {
  const t = useMessages(scenariosMessages);
  if (draft.read.kind === 'broken') return <EmptyState title={t.brokenAll} />;
  const waiting = (
    <Center h="100%">
      <Loader role="status" aria-label={t.graph} />
    </Center>
  );
  return (
    <Suspense fallback={waiting}>
      <ScenarioGraph
        scenario={draft.read.scenario}
        findings={findings}
        chosen={chosen}
        playedAt={playedAt}
        onChoose={choose}
      />
    </Suspense>
  );
}

function Side({ bench, mayWrite }: { bench: Bench; mayWrite: boolean }) {
  const t = useMessages(scenariosMessages);
  const { draft, side, setSide, findings, chosen, choose } = bench;
  return (
    <section className={styles['side']} aria-label={t.beside}>
      <SegmentedControl
        fullWidth
        mb="md"
        size="xs"
        aria-label={t.beside}
        value={side}
        onChange={setSide}
        data={SIDES.map((value) => ({ value, label: t.sides[value] }))}
      />
      {side === 'step' && (
        <StepPanel draft={draft} findings={findings} chosen={chosen} mayWrite={mayWrite} onChoose={choose} />
      )}
      {side === 'whole' && (
        <WholePanel draft={draft} findings={findings} mayWrite={mayWrite} onChoose={choose} />
      )}
      {side === 'play' && <PlayPanel bench={bench} />}
      {side === 'versions' && <VersionsPanel bench={bench} mayWrite={mayWrite} />}
    </section>
  );
}
