// Light or dark. A plain script in the head, so that the page never flashes in the wrong colours.
(() => {
  const KEY = "same-side-theme";
  const root = document.documentElement;
  const wantsDark = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // private windows may refuse storage; the system's choice then applies
    }
  }

  function remember(theme) {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Only the remembered colour is lost.
    }
  }

  function current() {
    return root.dataset.theme ?? (wantsDark.matches ? "dark" : "light");
  }

  const chosen = remembered();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    const show = () => button.setAttribute("aria-pressed", String(current() === "dark"));
    button.addEventListener("click", () => {
      root.dataset.theme = current() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      show();
    });
    wantsDark.addEventListener("change", show);
    show();
  });
})();
