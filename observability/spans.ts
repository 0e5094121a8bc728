import { SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api';

/** Does the work within a span under the one that is open; costs nothing where nobody traces. Tell no texts in it. */
export function inSpan<T>(name: string, words: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return trace.getTracer('hilo').startActiveSpan(name, { attributes: words }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
