import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { tellingIdsOnly } from '../../../observability/told-spans';

const NAMED = 'Ana García, +573001112233';

function exported() {
  const kept = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(tellingIdsOnly(kept))],
  });
  const span = provider.getTracer('test').startSpan('RunWorkflow:sendWorkflow');
  span.setAttributes({ workflowId: 'send:1', lastFailure: NAMED, temporalTerminateReason: NAMED });
  span.recordException(new TypeError(NAMED));
  span.setStatus({ code: SpanStatusCode.ERROR, message: NAMED });
  span.end();
  const [told] = kept.getFinishedSpans();
  if (!told) throw new Error('Nothing was exported');
  return { told, context: span.spanContext() };
}

describe('what is told of a span', () => {
  it('is its name, its place in the trace and ids', () => {
    const { told, context } = exported();
    expect(told).toMatchObject({ name: 'RunWorkflow:sendWorkflow', attributes: { workflowId: 'send:1' } });
    expect(told.spanContext()).toEqual(context);
    expect(told.ended).toBe(true);
  });

  it('is that it failed and with what kind of error, and not with which words', () => {
    const { told } = exported();
    expect(told.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(told.events).toMatchObject([{ attributes: { 'exception.type': 'TypeError' } }]);
    const { attributes, events, status } = told;
    expect(JSON.stringify({ attributes, events, status })).not.toContain('Ana');
  });
});
