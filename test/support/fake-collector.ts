import express from 'express';
import { serveOnLoopback } from './loopback-server';

/** A span as it came in. */
export interface CollectedSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  /** Of the process that told it. */
  service: string;
}

interface TraceBody {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: Omit<CollectedSpan, 'service'>[] }[];
  }[];
}

/** An OTLP collector on this machine (opentelemetry.io/docs/specs/otlp), with everything that it was sent. */
export async function startFakeCollector() {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const app = express();
  app.post('/v1/traces', express.json({ limit: '10mb' }), (req, res) => {
    const body = req.body as TraceBody;
    bodies.push(JSON.stringify(body));
    for (const { resource, scopeSpans } of body.resourceSpans) {
      const named = resource.attributes.find(({ key }) => key === 'service.name');
      const service = named?.value.stringValue ?? '';
      for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => ({ ...span, service })));
    }
    res.json({});
  });
  const server = await serveOnLoopback(app);
  return { ...server, spans, raw: () => bodies.join('\n') };
}
