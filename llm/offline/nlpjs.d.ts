/** The part of NLP.js that is used; its packages bring no types. */
declare module '@nlpjs/core' {
  export interface Container {
    use(plugin: unknown): void;
    get(name: 'nlp'): import('@nlpjs/nlp').Nlp;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/nlp' {
  export class Nlp {
    settings: { autoSave: boolean; autoLoad: boolean; modelFileName: string; nlu: Record<string, unknown> };
    nluManager: { settings: { log: boolean | (() => void) } };
    addLanguage(language: string): void;
    addDocument(language: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(
      language: string,
      utterance: string,
    ): Promise<{ classifications: { intent: string; score: number }[] }>;
  }
}

declare module '@nlpjs/lang-es' {
  export const LangEs: unknown;
}
