import { mount } from "svelte";

import App from "./App.svelte";
import "./app.css";
import { applyTheme } from "./lib/theme.svelte";

function start(): void {
  applyTheme();
  const target = document.getElementById("app");
  if (!target) return;
  target.replaceChildren();
  mount(App, { target });
}

// The start page is drawn first; a hidden window draws nothing and starts at once.
if (document.hidden) start();
else requestAnimationFrame(() => setTimeout(start));
