import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useMessages } from '../language/language';
import { textIn, type Loose } from './read-scenario';
import styles from './scenario-graph.module.css';
import { scenariosMessages } from './scenarios.messages';
import { STEP_ICONS } from './step-icons';
import { stepWords } from './step-words';

export type StepFlowNode = Node<
  {
    id: string;
    step: Loose;
    language: string;
    isStart: boolean;
    isFallback: boolean;
    isPlayed: boolean;
    errors: number;
    warnings: number;
  },
  'step'
>;

/** A step in the graph: what kind it is, what it says, and what is wrong with it. */
export function StepNode({ data, selected }: NodeProps<StepFlowNode>) {
  const t = useMessages(scenariosMessages);
  const { id, step, language, isStart, isFallback, isPlayed, errors, warnings } = data;
  const kind = textIn(step['kind']) ?? '';
  const Icon = STEP_ICONS[kind] ?? STEP_ICONS['message'];
  return (
    <div className={styles['step']} data-kind={kind} data-chosen={selected} data-played={isPlayed}>
      <Handle
        type="target"
        position={Position.Top}
        isConnectable={false}
        className={styles['handle'] ?? ''}
      />
      <div className={styles['top']}>
        {Icon && <Icon size={14} aria-hidden />}
        <strong className={styles['id']}>{id}</strong>
        {isStart && <span className={styles['tag']}>{t.start}</span>}
        {isFallback && <span className={styles['tag']}>{t.fallback}</span>}
        <Wrong errors={errors} warnings={warnings} />
      </div>
      <div className={styles['words']}>{stepWords(step, language)}</div>
      <div className={styles['kind']}>{kindName(kind, t.kinds)}</div>
      <Handle
        type="source"
        position={Position.Bottom}
        isConnectable={false}
        className={styles['handle'] ?? ''}
      />
    </div>
  );
}

function Wrong({ errors, warnings }: { errors: number; warnings: number }) {
  const t = useMessages(scenariosMessages);
  if (errors > 0) {
    return (
      <span className={styles['wrong']} role="img" aria-label={t.errorsHere(String(errors))}>
        <CircleAlert size={16} aria-hidden />
      </span>
    );
  }
  if (warnings === 0) return null;
  return (
    <span className={styles['doubtful']} role="img" aria-label={t.warningsHere(String(warnings))}>
      <TriangleAlert size={16} aria-hidden />
    </span>
  );
}

function kindName(kind: string, names: Readonly<Record<string, string>>): string {
  return names[kind] ?? kind;
}
