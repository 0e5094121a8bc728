import type { ClientInterceptors } from '@temporalio/client';
import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type * as Temporal from '@temporalio/interceptors-opentelemetry';
import { tellingIdsOnly } from './told-spans';

/** What the parts of a process take so that one trace goes through all of them. */
export interface Tracing {
  client: { interceptors?: ClientInterceptors };
  worker: Partial<ReturnType<typeof workerTracing>>;
  /** Modules that go into the bundle of the workflows. */
  workflowModules: readonly string[];
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** What traces workflows from within their sandbox. */
export const TRACING_OF_WORKFLOWS =
  require.resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors');

const OFF: Tracing = { client: {}, worker: {}, workflowModules: [], stop: () => Promise.resolve() };

export interface TracingSettings {
  /** The collector, such as http://127.0.0.1:4318; nobody traces without one. */
  endpoint: string | undefined;
  /** What this process calls itself, such as `hilo-api`. */
  service: string;
}

/** Begins to trace this process, where there is a collector; loads nothing where there is none. */
export async function startTracing({ endpoint, service }: TracingSettings): Promise<Tracing> {
  if (endpoint === undefined) return OFF;
  const [sdk, { AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }, temporal, exporting] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
      import('@temporalio/interceptors-opentelemetry'),
      import('@opentelemetry/exporter-trace-otlp-http'),
    ]);
  const { Resource } = await import('@opentelemetry/resources');
  const resource = new Resource({ 'service.name': service });
  const exporter = new exporting.OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const processor = new sdk.BatchSpanProcessor(tellingIdsOnly(exporter));
  const provider = new sdk.BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager().enable(),
    // Without baggage: what it carries would come from outside and end up in histories.
    propagator: new W3CTraceContextPropagator(),
  });
  return {
    client: { interceptors: { workflow: [new temporal.OpenTelemetryWorkflowClientInterceptor()] } },
    worker: workerTracing(temporal, processor, resource),
    workflowModules: [TRACING_OF_WORKFLOWS],
    stop: () => provider.shutdown(),
  };
}

type ActivityContext = ConstructorParameters<typeof Temporal.OpenTelemetryActivityInboundInterceptor>[0];

function workerTracing(temporal: typeof Temporal, processor: SpanProcessor, resource: Resource) {
  const ofActivity = (context: ActivityContext) => ({
    inbound: new temporal.OpenTelemetryActivityInboundInterceptor(context),
  });
  return {
    interceptors: { activity: [ofActivity] },
    sinks: { exporter: temporal.makeWorkflowExporter(processor, resource) },
  };
}
