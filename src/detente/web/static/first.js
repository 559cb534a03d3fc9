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

  function ask(path) {
    window.early[path] = window.early[path] || fetch("/api/" + path, { headers: { Prefer: "error-as-data" } });
    window.early[path].catch(function () {});
    return window.early[path];
  }

  /* Starts the program; its first answers are on their way meanwhile. */
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
    ["dossier"].concat(window.drawn ? [] : needs[page]).forEach(ask);
    var script = document.createElement("script");
    script.type = "module";
    script.src = program.content;
    document.head.append(script);
  }

  function put(within, name, text) {
    var made = document.createElement(name);
    made.textContent = text || "";
    within.append(made);
    return made;
  }
  /* Shows the answer of a brief that is made already, as the page itself will; nobody need wait for the program to read it. */
  function draw(report) {
    if (started || !report || !report.summary) return;
    window.drawn = report;
    delete window.early.brief;
    var article = document.querySelector(".brief");
    put(article, "h2", report.title);
    report.summary.forEach(function (line) {
      var shown = put(article, "div", line.text);
      line.notes.forEach(function (note) {
        put(put(shown, "sup"), "a", note).href = "#/brief";
      });
      shown.append(" ");
      if (line.edited) put(shown, "span", "your wording").className = "tag";
      shown.append(" ");
      put(shown, "button", "Edit").className = "plain small edit";
    });
    document.querySelector(".page-head[data-for=brief] .row").hidden = article.hidden = false;
    article.nextElementSibling.hidden = true;
  }
  /* Once the start page has been drawn; a brief's answer goes before the program. */
  var begun = false;
  function begin() {
    if (begun) return;
    begun = true;
    if (page !== "brief") return start();
    setTimeout(start, 500);
    ask("brief")
      .then(function (answer) {
        return answer.clone().json();
      })
      .then(draw)
      .finally(function () {
        requestAnimationFrame(function () {
          setTimeout(start);
        });
      });
  }
  addEventListener("DOMContentLoaded", function () {
    if (document.hidden) return start();
    new PerformanceObserver(begin).observe({ type: "paint", buffered: true });
    setTimeout(begin, 500);
  });
})();
