import { listIn, looseIn, saidIn, textIn, type Loose } from './read-scenario';

/** What a step says or does, in a line or two. */
export function stepWords(step: Loose, language: string): string {
  const said = saidIn(step['text'], language);
  if (said !== '') return said;
  const [item] = listIn(step['items']);
  if (item) return saidIn(item['text'] ?? item['caption'], language) || (textIn(item['kind']) ?? '');
  return (DEEDS[textIn(step['kind']) ?? ''] ?? nothing)(step, language);
}

const nothing = () => '';

const DEEDS: Readonly<Record<string, (step: Loose, language: string) => string>> = {
  set: (step) => Object.keys(looseIn(step['assign'])).join(', '),
  call: (step) => `${textIn(step['method']) ?? ''} ${textIn(step['url']) ?? ''}`,
  appointment: (step) => textIn(step['do']) ?? '',
  wait: (step) => textIn(step['for']) ?? '',
  agent: (step, language) => saidIn(step['goal'], language),
  handoff: (step) => textIn(step['team']) ?? '',
  enroll: (step) => textIn(step['program']) ?? '',
  complete: (step) => ['session', 'day'].map((name) => JSON.stringify(step[name] ?? '')).join(' '),
  end: (step) => textIn(step['outcome']) ?? '',
};
