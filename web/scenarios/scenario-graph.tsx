import '@xyflow/react/dist/style.css';
import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  type Edge,
  type NodeChange,
  type ReactFlowInstance,
} from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useMessages } from '../language/language';
import { NODE, placesOf } from './layout-graph';
import type { DraftScenario } from './read-scenario';
import styles from './scenario-graph.module.css';
import { scenariosMessages } from './scenarios.messages';
import type { Finding } from './scenarios-data';
import { StepNode, type StepFlowNode } from './step-node';
import { waysOf, type Way } from './ways-of';

interface ScenarioGraphProps {
  scenario: DraftScenario;
  findings: readonly Finding[];
  chosen: string | null;
  /** Where the conversation that is played stands. */
  playedAt: string | null;
  onChoose: (step: string) => void;
}

const NODE_TYPES = { step: StepNode };
/** Between these the words of a step can be read. */
const LEGIBLE = { minZoom: 0.7, maxZoom: 0.9 };
const WHOLE = { minZoom: 0.2, maxZoom: 1 };

/** A scenario as a graph; it lays itself out, and a step that is chosen is edited beside it. */
export default function ScenarioGraph(props: ScenarioGraphProps) {
  const t = useMessages(scenariosMessages);
  const scheme = useComputedColorScheme('light');
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { scenario, chosen, playedAt, onChoose } = props;
  const onInit = useFocus(playedAt ?? chosen);
  const ways = useMemo(() => waysOf(scenario, { ...t.ways, after: t.after }), [scenario, t]);
  const places = useMemo(() => placesOf(Object.keys(scenario.steps), ways), [scenario, ways]);
  const nodes = nodesOf(props, places);
  const edges = useMemo(() => ways.map(edgeOf), [ways]);
  return (
    <div className={styles['graph']} role="region" aria-label={t.graph}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={scheme}
        fitView
        fitViewOptions={isNarrow ? { ...LEGIBLE, nodes: [{ id: scenario.start ?? '' }] } : WHOLE}
        minZoom={0.1}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        onInit={onInit}
        onNodeClick={(_event, { id }) => onChoose(id)}
        onNodesChange={(changes) => chosenIn(changes).forEach(onChoose)}
        ariaLabelConfig={t.graphControls}
      >
        <Background gap={24} />
        <Controls showInteractive={false} position="top-left" />
      </ReactFlow>
    </div>
  );
}

/** Brings the step that is looked at into sight, large enough to be read. */
function useFocus(step: string | null) {
  const [flow, setFlow] = useState<ReactFlowInstance<StepFlowNode> | null>(null);
  const duration = useReducedMotion() ? 0 : 250;
  useEffect(() => {
    if (step !== null) void flow?.fitView({ nodes: [{ id: step }], ...LEGIBLE, duration });
  }, [flow, step, duration]);
  return setFlow;
}

/** What was chosen with the keyboard. */
function chosenIn(changes: readonly NodeChange[]): string[] {
  return changes.flatMap((change) => (change.type === 'select' && change.selected ? [change.id] : []));
}

type Shown = Omit<ScenarioGraphProps, 'onChoose'>;

function nodesOf(
  { scenario, findings, chosen, playedAt }: Shown,
  places: ReturnType<typeof placesOf>,
): StepFlowNode[] {
  return Object.entries(scenario.steps).map(([id, step]) => {
    const own = findings.filter((finding) => finding.step === id);
    return {
      id,
      type: 'step',
      position: places.get(id) ?? { x: 0, y: 0 },
      ...NODE,
      selected: id === chosen,
      ariaLabel: id,
      data: {
        ...{ id, step, language: scenario.language },
        isStart: id === scenario.start,
        isFallback: id === scenario.fallback,
        isPlayed: id === playedAt,
        errors: own.filter(({ severity }) => severity === 'error').length,
        warnings: own.filter(({ severity }) => severity === 'warning').length,
      },
    };
  });
}

function edgeOf({ from, to, kind, label }: Way): Edge {
  return {
    id: `${from} ${to} ${kind}`,
    source: from,
    target: to,
    type: 'smoothstep',
    className: `${styles['way'] ?? ''} ${styles[kind] ?? ''}`,
    markerEnd: { type: MarkerType.ArrowClosed },
    ...(label !== '' && { label: label.length > 32 ? `${label.slice(0, 31)}…` : label }),
  };
}
