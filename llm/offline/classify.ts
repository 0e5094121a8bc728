import { plainWords } from '../../domain/messaging/plain-words';
import { PHRASES, type Topic } from './phrases';

/** The topic of a text, `none` when the classifier is not sure. */
export type Classify = (text: string) => Promise<Topic>;

/** Below this, or this near to the second, a guess is no more than a guess. */
const LEAST_SCORE = 0.6;
const LEAST_MARGIN = 0.2;

/** Words that stand in sentences of every topic and would make any of them likely. */
const FILLERS = new Set(
  'a al algo con de del el en es esta eso este ese la las lo los me mi para por que se si su te tu un una y ya'.split(
    ' ',
  ),
);

/** Trains the phrases once (some 50 ms), the same way every time. */
export async function trainClassifier(): Promise<Classify> {
  const [{ containerBootstrap }, { Nlp }, { LangEs }] = await Promise.all([
    import('@nlpjs/core'),
    import('@nlpjs/nlp'),
    import('@nlpjs/lang-es'),
  ]);
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEs);
  const nlp = container.get('nlp');
  Object.assign(nlp.settings, { autoSave: false, autoLoad: false, modelFileName: '' });
  nlp.nluManager.settings.log = false;
  nlp.addLanguage('es');
  for (const [topic, sentences] of Object.entries(PHRASES)) {
    for (const sentence of sentences) nlp.addDocument('es', tellingWords(sentence), topic);
  }
  await nlp.train();
  return async (text) => {
    const telling = tellingWords(text);
    if (telling === '') return 'none';
    const { classifications } = await nlp.process('es', telling);
    const [first, second] = classifications;
    const sure =
      first !== undefined &&
      first.score >= LEAST_SCORE &&
      first.score - (second?.score ?? 0) >= LEAST_MARGIN &&
      first.intent in PHRASES;
    return sure ? (first.intent as Topic) : 'none';
  };
}

function tellingWords(text: string): string {
  return plainWords(text)
    .split(' ')
    .filter((word) => !FILLERS.has(word))
    .join(' ');
}
