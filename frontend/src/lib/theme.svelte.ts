/** Light, dark, or as the system says; remembered in this browser. */
export type Theme = "system" | "light" | "dark";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
export const theme = $state({ chosen: (localStorage.getItem("theme") ?? "system") as Theme });

export function applyTheme(): void {
  const shown = theme.chosen === "system" ? (dark.matches ? "dark" : "light") : theme.chosen;
  document.documentElement.dataset.theme = shown;
}

export function setTheme(chosen: Theme): void {
  theme.chosen = chosen;
  localStorage.setItem("theme", chosen);
  applyTheme();
}

dark.addEventListener("change", applyTheme);
