// Whether this process still hears what others change in the store: LISTEN on a connection of its own, and a beat, a notification to itself, that
// proves it. Topics enter, each read again whenever it may have changed; "in touch" or not leaves.
import { randomBytes } from 'node:crypto';
import { inTime, type Sql } from './connect.ts';

export type Topic = {
  readonly channel: string;
  /**
   * Reads again what this channel tells of, and gives what puts it in place: not called when the reading took so long that another was begun.
   * Rejects when it cannot be read: then it is tried until it can.
   */
  readonly read: () => Promise<() => void>;
};

export type Touch = {
  /** False: changes by others may have been missed, so nothing may be decided. Waits a moment for what is on its way. */
  readonly inTouch: () => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type TouchSettings = {
  /** A connection for nothing else; asked for again when one has fallen silent. */
  readonly open: () => Sql;
  readonly topics: readonly Topic[];
  /** Told once each time that touch is lost: whatever else is connected to the store may have fallen silent as well. */
  readonly lost: (cause: string) => void;
  readonly limits?: TouchLimits;
};

export type TouchLimits = {
  /** ms between two beats. */
  readonly beat: number;
  /** ms for which a beat proves that nothing was missed; how long a beat, and a question in doubt, may take. */
  readonly lease: number;
  /** ms between two attempts to connect. */
  readonly retry: number;
  /** ms that connecting, or reading a topic, may take. */
  readonly patience: number;
};

/** A store that takes longer than this for a word is given up everywhere else as well. No withdrawal waits for it: consent is read each time. */
export const TOUCH_LIMITS: TouchLimits = { beat: 200, lease: 2_500, retry: 250, patience: 5_000 };

/** ms after which one looks again, and what that counts for at most: while this process stands still nothing can come in, which says nothing of the store. */
const LOOK_MS = 50;
const MOST_COUNTED_MS = 75;

/** Resolves when all topics were read and the first beat came back; rejects when the store cannot be followed. */
export async function keepTouch({ open, topics, lost, limits = TOUCH_LIMITS }: TouchSettings): Promise<Touch> {
  const touch = new Following(open, topics, lost, limits);
  try {
    await touch.begin();
  } catch (error) {
    await touch.close();
    throw error;
  }
  return { inTouch: () => touch.inTouch(), close: () => touch.close() };
}

/** A topic, and whether what was read of it is what the store holds. */
type Followed = Topic & { isDirty: boolean; reading: Promise<void> | null };

class Following {
  readonly #open: () => Sql;
  readonly #lost: (cause: string) => void;
  readonly #limits: TouchLimits;
  readonly #topics: readonly Followed[];
  /** Nobody else's: its beats tell of this process alone. */
  readonly #channel = `samenzicht_touch_${randomBytes(8).toString('hex')}`;
  /** Those who wait for the next change of state. */
  readonly #waiting = new Set<() => void>();
  #line: Sql;
  /** When the newest beat that was heard had left: all that was committed before was heard as well. */
  #proven = Number.NEGATIVE_INFINITY;
  #beats = 0;
  #heard = 0;
  /** How often it began to listen: a beat from before may have been told to nobody. */
  #listened = 0;
  #isLost = false;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(open: () => Sql, topics: readonly Topic[], lost: (cause: string) => void, limits: TouchLimits) {
    this.#open = open;
    this.#lost = lost;
    this.#limits = limits;
    this.#topics = topics.map((topic) => ({ ...topic, isDirty: false, reading: null }));
    this.#line = open();
  }

  async begin(): Promise<void> {
    await this.#listen();
    await Promise.all(this.#topics.map(({ reading }) => reading));
    if (this.#topics.some(({ isDirty }) => isDirty)) throw new Error('the store cannot be read');
    if (!(await this.#beat())) throw new Error('the store does not tell of changes');
    this.#running = this.#follow();
  }

  async inTouch(): Promise<boolean> {
    const patience = this.#patience();
    while (!this.#isCurrent()) {
      // In doubt after a pause of this process, or while a change is being read: the next beat or the end of that reading says.
      if (this.#isLost || this.#closed || !(await patience())) return false;
    }
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#tell();
    const ended = this.#line.end({ timeout: 0 });
    await this.#running;
    await ended;
  }

  #isCurrent(): boolean {
    if (this.#isLost || this.#closed) return false;
    const isProven = performance.now() - this.#proven <= this.#limits.lease;
    return isProven && this.#topics.every(({ isDirty, reading }) => !isDirty && reading === null);
  }

  /**
   * INVARIANT beat-last: the beat's own channel is listened to after all others, on the same connection, also when that is made anew: PostgreSQL tells
   * in the order of commits, so a beat that is heard comes after everything that was committed before it.
   */
  async #listen(): Promise<void> {
    const { patience } = this.#limits;
    const line = this.#line;
    for (const topic of this.#topics) {
      const changed = (): void => {
        if (line === this.#line) this.#read(topic);
      };
      await inTime(line.listen(topic.channel, changed, changed), patience);
    }
    const heard = (payload: string): void => {
      if (line !== this.#line) return;
      this.#heard = Math.max(this.#heard, Number(payload));
      this.#tell();
    };
    const listening = (): void => {
      this.#listened += 1;
      this.#tell();
    };
    await inTime(line.listen(this.#channel, heard, listening), patience);
  }

  /** Coalesced: what changes during a reading is read by one more. */
  #read(topic: Followed): void {
    topic.isDirty = true;
    topic.reading ??= this.#readOn(topic);
  }

  async #readOn(topic: Followed): Promise<void> {
    let failed = false;
    while (topic.isDirty && !failed && !this.#closed) {
      topic.isDirty = false;
      try {
        const put = await inTime(topic.read(), this.#limits.patience);
        put();
      } catch {
        failed = true;
        topic.isDirty = true;
      }
    }
    topic.reading = null;
    this.#tell();
  }

  async #follow(): Promise<void> {
    while (!this.#closed) {
      for (const topic of this.#topics) if (topic.isDirty) this.#read(topic);
      if (await this.#beat()) {
        await this.#pause(this.#limits.beat);
      } else if (!this.#closed) {
        if (!this.#isLost) {
          this.#isLost = true;
          this.#lost('touch with the store is lost');
          this.#tell();
        }
        await this.#reopen();
      }
    }
  }

  /** True: it was heard, so nothing that was committed before it left is unheard. */
  async #beat(): Promise<boolean> {
    this.#beats += 1;
    const beat = this.#beats;
    const left = performance.now();
    const patience = this.#patience();
    const listened = this.#listened;
    const line = this.#line;
    // A beat that is lost with the server was heard by nobody who still needs it.
    const sent = line`SELECT set_config('synchronous_commit', 'off', true), pg_notify(${this.#channel}, ${String(beat)})`;
    let failed = false;
    sent.catch(() => {
      failed = true;
      this.#tell();
    });
    while (this.#heard < beat) {
      if (failed || this.#closed) return false;
      if (this.#listened !== listened) return this.#beat();
      if (!(await patience())) return false;
    }
    this.#proven = left;
    this.#isLost = false;
    this.#tell();
    return true;
  }

  /** A new connection for one that says nothing; what was missed in between is read. */
  async #reopen(): Promise<void> {
    void this.#line.end({ timeout: 0 }).catch(() => {});
    this.#line = this.#open();
    try {
      await this.#listen();
    } catch {
      await this.#pause(this.#limits.retry);
    }
  }

  /** Each call waits for the next change of state; false: all that was to be waited is over. */
  #patience(): () => Promise<boolean> {
    let left = this.#limits.lease;
    return async () => {
      const before = performance.now();
      await this.#nextChange(LOOK_MS);
      left -= Math.min(performance.now() - before, MOST_COUNTED_MS);
      return left > 0;
    };
  }

  #tell(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Ends at the next change of state, or after these ms. */
  #nextChange(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, ms);
      const waiting = this.#waiting;
      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      }
      waiting.add(wake);
    });
  }

  async #pause(ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let rest = ms; !this.#closed && rest > 0; rest = until - performance.now()) await this.#nextChange(rest);
  }
}
