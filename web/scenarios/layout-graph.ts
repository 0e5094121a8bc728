import { Graph, layout } from '@dagrejs/dagre';
import type { Way } from './ways-of';

export const NODE = { width: 224, height: 92 };

export interface Place {
  x: number;
  y: number;
}

/** Where each step stands: from the top down, so that ways seldom cross. */
export function placesOf(steps: readonly string[], ways: readonly Way[]): ReadonlyMap<string, Place> {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 72, edgesep: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) graph.setNode(step, { ...NODE });
  for (const { from, to, kind } of ways) graph.setEdge(from, to, {}, kind);
  layout(graph);
  return new Map(
    steps.map((step) => {
      const { x = 0, y = 0 } = graph.node(step) as Partial<Place>;
      return [step, { x: x - NODE.width / 2, y: y - NODE.height / 2 }];
    }),
  );
}
