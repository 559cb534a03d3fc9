/* Runs before anything is drawn: the colours, the page meant, and its first answers on their way. */
(function () {
  var root = document.documentElement;
  var theme = localStorage.getItem("theme") || "system";
  if (theme === "system") theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = theme;

  var route = location.hash.replace(/^#\/?/, "").split("/");
  var needs = {
    reader: route[1] && route[1] !== "*" ? ["documents/" + route[1]] : [],
    parties: ["parties", "model"],
    model: ["model"],
    outcomes: ["outcomes?attitudes=none&concept=leading&limit=100&offset=0", "graph?attitudes=none"],
    depends: ["attitudes"],
    brief: ["brief"],
  };
  var page = needs[route[0]] ? route[0] : "reader";
  root.dataset.page = page;
  window.early = {};
  ["dossier"].concat(needs[page]).forEach(function (path) {
    window.early[path] = fetch("/api/" + path);
    window.early[path].catch(function () {});
  });

  /* The program itself starts when the start page has been drawn; a hidden window draws nothing. */
  function start() {
    var meta = document.querySelector("meta[name=program]");
    if (!meta) return;
    var script = document.createElement("script");
    script.type = "module";
    script.src = meta.content;
    document.head.append(script);
  }
  if (document.hidden) addEventListener("DOMContentLoaded", start);
  else requestAnimationFrame(function () { setTimeout(start); });
})();
