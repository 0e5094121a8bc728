import { durationMs } from '../duration';
import type { Duration } from '../duration';
import { MAX_CONDITION_DEPTH } from '../expressions';
import type { ConversationPorts } from '../ports';
import type { Scenario, Text } from '../scenario';
import { languagesOf } from '../scenario';
import type { Step, StepId } from '../steps';
import { conditionDepth, mediaOf, programsOf, secretsOf, sentencesOf, textsOf } from './contents';
import { optionFindings } from './check-options';
import { toolFindings } from './check-tools';
import type { Finding, Known, StepFinding } from './finding';
import { error, quote, warning } from './finding';

/** What stands in the steps: languages, patterns, files, lengths, delays, addresses, choices. */
export function checkContents(scenario: Scenario, ports: ConversationPorts, known: Known): Finding[] {
  return Object.entries(scenario.steps).flatMap(([id, step]) =>
    [
      ...languageFindings(scenario, step),
      ...programFindings(step, ports),
      ...mediaFindings(step, known),
      ...secretFindings(step, known),
      ...toolFindings(step),
      ...lengthFindings(scenario, step),
      ...optionFindings(step),
      ...addressFindings(step),
    ].map((finding) => ({ ...finding, step: id satisfies StepId })),
  );
}

function languageFindings(scenario: Scenario, step: Step): StepFinding[] {
  const languages = languagesOf(scenario);
  const texts = textsOf(step);
  const missing = (text: Text): string[] =>
    typeof text === 'string' ? [] : languages.filter((language) => !Object.hasOwn(text, language));
  const unknown = (text: Text): string[] =>
    typeof text === 'string' ? [] : Object.keys(text).filter((language) => !languages.includes(language));
  const single = languages.length > 1 ? sentencesOf(step).filter(isOneLanguage) : [];
  return [
    ...texts.flatMap((text) =>
      missing(text).map((language) =>
        error('incomplete-language', `${quote(text)} has no text in "${language}": add one.`),
      ),
    ),
    ...texts.flatMap((text) =>
      unknown(text).map((language) =>
        warning(
          'unknown-language',
          `${quote(text)} has a text in "${language}", which is not among languages: add it there, or delete the text.`,
        ),
      ),
    ),
    ...single.map((text) =>
      warning(
        'incomplete-language',
        `${quote(text)} is the same in every language: write it as {"${languages.join('": …, "')}": …}.`,
      ),
    ),
  ];
}

function isOneLanguage(text: Text): boolean {
  return typeof text === 'string' && /\p{L}{2}/u.test(text.replace(/\{\{[^}]*\}\}/g, ''));
}

function programFindings(step: Step, { patterns, expressions }: ConversationPorts): StepFinding[] {
  const used = programsOf(step);
  const problem = (
    source: string,
    check: { problemOf(source: string): string | null } | undefined,
  ): string | null => (check ? check.problemOf(source) : 'this Hilo cannot evaluate it');
  return [
    ...used.patterns.flatMap((pattern) => {
      const why = problem(pattern, patterns);
      return why === null ? [] : [error('bad-pattern', `the pattern ${pattern} is refused: ${why}.`)];
    }),
    ...used.expressions.flatMap((expression) => {
      const why = problem(expression, expressions);
      return why === null
        ? []
        : [
            error(
              'bad-expression',
              `the CEL expression ${expression} is refused: ${why}. JSON conditions always work.`,
            ),
          ];
    }),
    ...(conditionDepth(step) > MAX_CONDITION_DEPTH
      ? [
          error(
            'too-deep',
            `conditions are nested deeper than ${MAX_CONDITION_DEPTH}: split them over several branches.`,
          ),
        ]
      : []),
  ];
}

function mediaFindings(step: Step, { media: files }: Known): StepFinding[] {
  if (!files) return [];
  return mediaOf(step)
    .filter(({ media }) => media !== undefined && !files.has(media))
    .map(({ media }) =>
      error('missing-media', `the file "${media}" is not among the bot's media: upload it, or give a url.`),
    );
}

/** A warning: a secret may be given after the scenario that names it. */
function secretFindings(step: Step, { secrets }: Known): StepFinding[] {
  if (!secrets) return [];
  return secretsOf(step)
    .filter((name) => !secrets.has(name))
    .map((name) =>
      warning('missing-secret', `the bot has no secret "${name}" yet: the call fails until it has.`),
    );
}

function lengthFindings({ limits }: Scenario, step: Step): StepFinding[] {
  const longest = textsOf(step)
    .flatMap((text) => (typeof text === 'string' ? [text] : Object.values(text)))
    .filter((text) => text.length > limits.messageLength);
  const most = durationMs(limits.totalDelay);
  return [
    ...longest.map((text) =>
      error(
        'over-limit',
        `${quote(text)} has ${text.length} characters, more than messageLength ${limits.messageLength}: make it two items.`,
      ),
    ),
    ...delaysOf(step)
      .filter((delay) => durationMs(delay) > most)
      .map((delay) =>
        error(
          'over-limit',
          `${delay} is longer than totalDelay ${limits.totalDelay}: shorten it, or raise the limit.`,
        ),
      ),
  ];
}

function delaysOf(step: Step): Duration[] {
  const auto = step.kind === 'end' ? undefined : step.auto?.after;
  const waits = step.kind === 'wait' ? step.for : undefined;
  const asks = step.kind === 'ask' || step.kind === 'agent' || step.kind === 'handoff';
  const silence = asks ? step.timeout?.after : undefined;
  return [auto, waits, silence].filter((delay) => delay !== undefined);
}

function addressFindings(step: Step): StepFinding[] {
  if (step.kind !== 'call') return [];
  const [host] = /^https?:\/\/[^/?#]*/.exec(step.url) ?? [];
  if (host === undefined) return [error('bad-address', `${step.url} is no https address.`)];
  if (host.includes('{') || host.includes('@')) {
    return [error('bad-address', `${host}: write the host out; variables and secrets have no place in it.`)];
  }
  if (host.startsWith('https:')) return [];
  return [
    warning(
      'bad-address',
      `${host} is called only where HILO_CALL_ALLOWED_HOSTS names it with its port: write https.`,
    ),
  ];
}
