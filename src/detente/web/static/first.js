/* Runs before anything is drawn: the colours and the page meant; then it starts the program. */
(function () {
  var root = document.documentElement;
  var theme = localStorage.getItem("theme") || "system";
  if (theme === "system") theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = theme;

  var route = location.hash.replace(/^#\/?/, "").split("/");
  var needs = {
    start: [],
    review: ["review"],
    reader: route[1] && route[1] !== "*" ? ["documents/" + route[1] + "/outlined"] : [],
    parties: ["parties", "parties/said", "model"],
    model: ["model"],
    outcomes: ["outcomes?attitudes=none&concept=leading&limit=100&offset=0", "graph?attitudes=none"],
    depends: ["attitudes", "heatmap", "hinges"],
    brief: ["brief"],
  };
  var page = needs[route[0]] ? route[0] : route[0] ? "start" : "reader";
  root.dataset.page = page;
  window.early = {};

  /* Once the start page has been drawn, its first answers are asked for and the program is started. */
  var started = false;
  function start() {
    var program = document.querySelector("meta[name=program]");
    if (started || !program) return;
    started = true;
    ["shared", page.charAt(0).toUpperCase() + page.slice(1)].forEach(function (name) {
      var link = document.createElement("link");
      link.rel = "modulepreload";
      link.href = "/assets/" + name + ".js";
      document.head.append(link);
    });
    ["dossier"].concat(needs[page]).forEach(function (path) {
      window.early[path] = fetch("/api/" + path, { headers: { Prefer: "error-as-data" } });
      window.early[path].catch(function () {});
    });
    var script = document.createElement("script");
    script.type = "module";
    script.src = program.content;
    document.head.append(script);
  }
  addEventListener("DOMContentLoaded", function () {
    if (document.hidden) return start();
    new PerformanceObserver(start).observe({ type: "paint", buffered: true });
    setTimeout(start, 500);
  });
})();
