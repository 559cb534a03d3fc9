import { HEADS } from "./src/lib/heads.ts";

const safe = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The frame and the heads of all pages, for the start page: seen before any script has run. */
export function shell(): string {
  const pages = Object.entries(HEADS);
  const links = pages.map(([id, head]) => `<li><a href="#/${id}">${safe(head.name)}</a></li>`).join("");
  const heads = pages
    .map(([id, head]) => `<div class="page-head" data-for="${id}"><div><h1>${safe(head.name)}</h1><p>${safe(head.lead)}</p></div></div>`)
    .join("");
  return `<div class="shell"><header class="menu"><div class="brand"><span class="name">detente</span><p class="dossier">…</p></div><nav aria-label="Pages"><ul>${links}</ul></nav><div class="foot"><label class="theme"><select aria-label="Colours"><option>As the system</option></select></label><button class="plain">Glossary</button><button class="plain">Keys</button></div></header><main id="main">${heads}<div class="panel skeleton"></div></main></div>`;
}
