import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionState } from '../channels/whatsapp-web/wire';
import type { Logger } from '../observability/logger';
import { missedMessages } from './missed-messages';
import type { Outbox } from './outbox';
import { readMessage } from './read-message';
import type { SessionFolder } from './session-folder';
import type { WebClient, WebLibrary, WebMessage } from './web-client';

export interface SessionParts {
  botId: string;
  /** Throws where the library is not installed. */
  library: () => WebLibrary;
  folder: SessionFolder;
  outbox: Outbox;
  /** Which attempt wrote a message; null for what was written on the phone. */
  attemptOf(messageId: string): string | null;
  logger: Logger;
  /** Before a browser that ended by itself is started again. */
  restartMs?: number;
}

const RESTART_MS = 15_000;
const NOBODY_SCANNED = 'Nobody scanned the code in time. Show a new one.';
/** How the page says that the phone took this device off. */
const SIGNED_OUT = new Set(['LOGOUT', 'UNPAIRED', 'UNPAIRED_IDLE']);

const STOPPED: SessionState = { state: 'stopped', qr: null, number: null, reason: null };

/** One bot's number: a browser with WhatsApp's page, from the code that a phone scans until somebody signs out. */
export class Session {
  readonly #parts: SessionParts;
  #state = STOPPED;
  #client: WebClient | null = null;
  /** A number that is being given up; whoever starts it again waits for that. */
  #givingUp = Promise.resolve();
  /** What the page told is kept in the order in which it was told. */
  #keeping = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  state(): SessionState {
    return this.#state;
  }

  /** The client of a number that is signed in; null otherwise. */
  ready(): WebClient | null {
    return this.#state.state === 'ready' ? this.#client : null;
  }

  /** Does nothing where it runs already. */
  async start(): Promise<void> {
    const { folder } = this.#parts;
    await this.#givingUp;
    await folder.make();
    await folder.want(true);
    if (!this.#client) this.#open();
  }

  /** Ends the browser. `isWanted`: it starts again with the bridge. */
  async stop({ isWanted }: { isWanted: boolean }): Promise<void> {
    if (!isWanted) await this.#parts.folder.want(false);
    await this.#end();
    const { state } = this.#state;
    if (state !== 'signed-out' && state !== 'failed') this.#be({ state: 'stopped' });
  }

  /** Takes the device off the phone and forgets the number. */
  async logOut(): Promise<void> {
    const { folder } = this.#parts;
    await folder.want(false);
    // A page that is not signed in, or is gone, has nobody to say good-bye to.
    await this.#client?.logout().catch(() => undefined);
    await this.#end();
    await folder.forgetNumber();
    this.#be({ state: 'stopped' });
  }

  #be(next: Partial<SessionState> & Pick<SessionState, 'state'>): void {
    this.#state = { ...STOPPED, ...next };
    const { botId, logger } = this.#parts;
    logger.info({ botId, state: next.state }, 'the session is now so');
  }

  #open(): void {
    this.#be({ state: 'starting' });
    let mine: WebClient;
    try {
      mine = this.#parts.library().open({ name: 'hilo', folder: this.#parts.folder.browser });
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'The library cannot be loaded';
      this.#be({ state: 'failed', reason });
      return;
    }
    this.#client = mine;
    this.#listen(mine);
    mine.initialize().catch((error: unknown) => {
      if (this.#client === mine) this.#restart(notOpened(error));
    });
  }

  #listen(mine: WebClient): void {
    const ifMine = (then: () => void) => {
      if (this.#client === mine) then();
    };
    mine.on('qr', (qr) => ifMine(() => this.#be({ state: 'scan', qr })));
    mine.on('ready', () => ifMine(() => this.#signedIn(mine)));
    mine.on('message', (message) => this.#keep(() => this.#keepMessage(mine, message)));
    mine.on('message_ack', (message, ack) => {
      if (message.fromMe) this.#keep(() => this.#keepTick(message, ack));
    });
    mine.on('auth_failure', () => ifMine(() => this.#signedOut()));
    mine.on('disconnected', (reason) => ifMine(() => this.#disconnected(reason)));
  }

  #signedIn(mine: WebClient): void {
    const { folder } = this.#parts;
    this.#be({ state: 'ready', number: `+${mine.info.wid.user}` });
    this.#keep(async () => {
      const seenUntil = await folder.seenUntil();
      // Whoever pairs a phone wants no answers to its old chats.
      if (seenUntil === null) return folder.noteSeen(Date.now());
      for (const message of await missedMessages(mine, seenUntil)) await this.#keepMessage(mine, message);
    });
  }

  async #keepMessage(from: WebClient, message: WebMessage): Promise<void> {
    const { outbox, folder } = this.#parts;
    const event = await readMessage(from, message);
    if (event === null) return;
    await outbox.add(event);
    await folder.noteSeen(Math.max(event.at, (await folder.seenUntil()) ?? 0));
  }

  #keepTick({ id: { _serialized: id } }: WebMessage, ack: number): Promise<void> {
    const { outbox, attemptOf } = this.#parts;
    return outbox.add({ kind: 'ack', id, attemptId: attemptOf(id), ack });
  }

  #keep(work: () => Promise<void>): void {
    this.#keeping = this.#keeping.then(work).catch((err: unknown) => {
      const { botId, logger } = this.#parts;
      logger.error({ err, botId }, 'what the page told could not be kept');
    });
  }

  #disconnected(reason: string): void {
    if (SIGNED_OUT.has(reason)) this.#signedOut();
    else if (this.#state.state === 'scan') this.#giveUp({ state: 'stopped', reason: NOBODY_SCANNED });
    else this.#restart('The page lost its connection and is opened again');
  }

  #signedOut(): void {
    const { folder } = this.#parts;
    const reason = 'The phone signed this device out. Start it again and scan the code.';
    this.#giveUp({ state: 'signed-out', reason }, () => folder.forgetNumber());
  }

  /** Ends the browser, and only then says so. */
  #giveUp(then: Partial<SessionState> & Pick<SessionState, 'state'>, alsoDo = () => Promise.resolve()): void {
    this.#givingUp = this.#behind(async () => {
      await this.#end();
      await this.#parts.folder.want(false);
      await alsoDo();
      this.#be(then);
    });
  }

  #restart(reason: string): void {
    void this.#behind(async () => {
      await this.#end();
      this.#be({ state: 'starting', reason });
      await sleep(this.#parts.restartMs ?? RESTART_MS, undefined, { ref: false });
      // Somebody may have stopped it, or started it, meanwhile.
      if (this.#client === null && this.#state.reason === reason) this.#open();
    });
  }

  /** What follows on something the page said, and nobody waits for. */
  #behind(work: () => Promise<void>): Promise<void> {
    return work().catch((err: unknown) => {
      const { botId, logger } = this.#parts;
      logger.error({ err, botId }, 'a session could not be ended or started again');
    });
  }

  async #end(): Promise<void> {
    const current = this.#client;
    this.#client = null;
    await current?.destroy().catch(() => undefined);
    await this.#keeping;
  }
}

const LONGEST_REASON = 300;

/** In the browser's own words, which tell a missing program from a page out of reach. */
function notOpened(error: unknown): string {
  const words = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  return `WhatsApp Web could not be opened and is tried again: ${words.slice(0, LONGEST_REASON)}`;
}
