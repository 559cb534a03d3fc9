import { FORMATS, HEADS } from "./src/lib/heads.ts";

const safe = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The frame and the heads of all pages, for the start page: seen before any script has run; first.js puts the brief's answer in. */
export function shell(): string {
  const pages = Object.entries(HEADS);
  const links = pages.map(([id, head]) => `<li><a href="#/${id}">${safe(head.name)}</a></li>`).join("");
  const exports = FORMATS.map(([format, name]) => `<a class="button" href="/api/export?format=${format}" download>${name}</a>`).join("");
  const heads = pages
    .map(([id, head]) => `<div class="page-head${id === "brief" ? " long" : ""}" data-for="${id}"><div><h1>${safe(head.name)}</h1><p>${safe(head.lead)}</p></div>${id === "brief" ? `<div class="row" hidden>${exports}<button>Cite</button></div>` : ""}</div>`)
    .join("");
  return `<div class="shell"><header class="menu"><div class="brand"><span class="name">detente</span><p class="dossier">…</p></div><nav aria-label="Pages"><ul>${links}</ul></nav><div class="foot"><label class="theme"><select aria-label="Colours"><option>As the system</option></select></label><button class="plain">Glossary</button><button class="plain">Keys</button></div></header><main id="main">${heads}<article class="panel brief" hidden inert></article><div class="panel skeleton"></div></main></div>`;
}
