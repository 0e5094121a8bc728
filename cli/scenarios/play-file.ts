import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { scenarioSchema } from '../../api/routes/scenarios/scenario.schema';
import { checkScenario } from '../../domain/conversations/check/check-scenario';
import type { Facts } from '../../domain/conversations/conversation';
import { readJsonFile } from '../programs/read-json-file';
import { stylesFor } from '../terminal/styles';
import type { ChatResult } from './chat';
import { chat } from './chat';
import { pipedScreen, terminalScreen } from './chat-screens';
import { findingsReport } from './findings-report';
import { scenarioPorts } from './scenario-ports';

export interface PlayOptions {
  name: string;
  language?: string;
  phone: string;
  from?: number;
}

/** The options of every command that plays a scenario. */
export function playOptions(command: Command): Command {
  return command
    .option('--name <name>', "the contact's name", 'Ana')
    .option('--phone <number>', "the contact's number", '+573001112233')
    .option('--language <language>', "the contact's language, such as en")
    .option('--from <instant>', 'what the clock shows at first, such as 2026-03-02T14:00:00Z', instant);
}

export interface PlayedFile extends ChatResult {
  startsAt: number;
  facts: Facts;
}

/** Plays a scenario file with what is typed, or piped in; says first what its check finds. */
export async function playFile(file: string, options: PlayOptions): Promise<PlayedFile> {
  const scenario = await readJsonFile(file, scenarioSchema);
  const findings = checkScenario(scenario, scenarioPorts);
  if (findings.length > 0) console.error(findingsReport(scenario, findings, stylesFor(process.stderr)));
  const { name, phone, language } = options;
  const facts = {
    contact: { name, phone, language: language ?? scenario.language },
    context: { platform: 'simulator', program: null, session: 1, day: 1 },
  };
  const startsAt = options.from ?? Math.floor(Date.now() / 1000) * 1000;
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const input = createInterface({
    input: process.stdin,
    ...(onTerminal && { output: process.stdout, prompt: '› ' }),
  });
  if (onTerminal) console.log('Type and press Enter; /help lists what else there is.\n');
  const screen = onTerminal ? terminalScreen(input) : pipedScreen();
  try {
    const player = { scenario, ports: scenarioPorts, facts };
    return { ...(await chat({ player, startsAt, lines: input, screen })), startsAt, facts };
  } finally {
    input.close();
  }
}

function instant(text: string): number {
  const at = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && Number.isFinite(at)) return at;
  throw new InvalidArgumentError('Write an instant such as 2026-03-02T14:00:00Z.');
}
