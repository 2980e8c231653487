// Actions that the bot must answer within three seconds, and the message when it does not.

const PATIENCE = 3000;
const LONGEST_MEMORY = 100;

export class Awaited {
  constructor() {
    this.waiting = new Map();
    this.early = new Set(); // the answer can arrive before the server says that the bot was asked
  }

  /** `late()` is called when no answer came in time, `answered()` when one did. */
  begin(interaction, late, answered = () => {}) {
    if (this.early.delete(interaction)) {
      answered();
      return;
    }
    const timer = setTimeout(() => {
      this.waiting.delete(interaction);
      late();
    }, PATIENCE);
    this.waiting.set(interaction, { timer, answered });
  }

  answered(interaction) {
    const known = this.waiting.get(interaction);
    this.waiting.delete(interaction);
    if (known) {
      clearTimeout(known.timer);
      known.answered();
    } else if (interaction) {
      this.early.add(interaction);
      if (this.early.size > LONGEST_MEMORY) this.early.delete(this.early.values().next().value);
    }
  }

  /** Waits for nothing any more. */
  clear() {
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
  }
}
