// The hints for a newcomer: four things to try, ticked off as they happen.

const KEY = "same-side-welcome";

function dismissed() {
  try {
    return localStorage.getItem(KEY) === "hidden";
  } catch {
    return false;
  }
}

export class Welcome {
  constructor(root, afterHiding) {
    this.root = root;
    root.hidden = dismissed();
    root.querySelector(".close").addEventListener("click", () => {
      root.hidden = true;
      afterHiding();
      try {
        localStorage.setItem(KEY, "hidden");
      } catch {
        // The hints merely come back next time.
      }
    });
  }

  /** Ticks a step off ("start", "invite", "clock" or "answer"), or takes the tick back. */
  tick(step, done = true) {
    const item = this.root.querySelector(`[data-step="${step}"]`);
    item.classList.toggle("done", done);
    item.querySelector(".visually-hidden")?.remove();
    if (!done) return;
    const word = document.createElement("span");
    word.className = "visually-hidden";
    word.textContent = " (done)";
    item.append(word);
  }
}
