/** What a model asked to have done; nothing has been done yet. */
export interface ToolCall {
  /** Unique in its conversation; the result names it. */
  id: string;
  name: string;
  /** What the model gave, unchecked: the tool validates it. */
  input: Record<string, unknown>;
  /** The provider's own note on the call; goes back to it as it came. */
  providerNote?: Record<string, unknown>;
}

export interface ToolResult {
  callId: string;
  name: string;
  /** JSON. */
  output: unknown;
  /** The call was refused or failed: the output says why. */
  isError: boolean;
}

/** What was said so far, as every provider is told it. */
export type ModelMessage =
  | { role: 'contact'; text: string }
  | { role: 'model'; text: string; toolCalls: readonly ToolCall[] }
  | { role: 'tools'; results: readonly ToolResult[] };

/** A tool that a model may ask for. */
export interface ToolDeclaration {
  name: string;
  description: string;
  /** JSON Schema of an object. */
  inputSchema: Record<string, unknown>;
}

/** What a model answered with: a text for the person, or tools to be run before it goes on. */
export type ModelAnswer =
  { kind: 'text'; text: string } | { kind: 'tool-calls'; text: string; toolCalls: ToolCall[] };
