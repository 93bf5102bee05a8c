// Runs from file://: no modules, nothing fetched but the chart library beside this file.
(function () {
  "use strict";

  function renderMathematics() {
    document.querySelectorAll(".math").forEach(function (element) {
      var source = element.textContent.trim();
      var display = element.tagName === "DIV" || element.classList.contains("display");
      source = source.replace(/^(\\\[|\\\(|\$\$?)/, "").replace(/(\\\]|\\\)|\$\$?)$/, "");
      katex.render(source, element, { displayMode: display, throwOnError: false, output: "htmlAndMathml" });
      if (display) { element.tabIndex = 0; }
    });
  }

  function draw(script) {
    var figure = script.parentElement;
    var chart = JSON.parse(script.textContent);
    var still = figure.querySelector("svg, img");
    var plot = document.createElement("div");
    plot.className = "plot";
    plot.setAttribute("role", "img");
    var words = still && (still.querySelector("desc") || still.querySelector("title"));
    plot.setAttribute("aria-label", words ? words.textContent : (still && still.getAttribute("alt")) || "chart");
    if (still) { still.parentElement.insertBefore(plot, still); } else { figure.insertBefore(plot, script); }
    var layout = Object.assign({}, chart.layout, { autosize: true });
    delete layout.width;
    var config = Object.assign({}, chart.config, { responsive: true, displaylogo: false });
    Plotly.newPlot(plot, chart.data, layout, config).then(function () {
      if (still) { still.classList.add("still"); }
    });
  }

  function loadCharts(scripts) {
    load("assets/plotly.min.js", function () {
      var near = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          if (entry.isIntersecting) {
            near.unobserve(entry.target);
            draw(entry.target.querySelector("script.plotly"));
          }
        });
      }, { rootMargin: "600px" });
      scripts.forEach(function (script) { near.observe(script.parentElement); });
    });
  }

  function load(address, done) {
    var script = document.createElement("script");
    script.src = address;
    script.onload = done;
    document.head.appendChild(script);
  }

  // A formula has its letters by name: who looks for τ finds \tau too.
  var greek = { "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu",
    "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega" };

  function spelt(term) {
    return term.toLowerCase().replace(/[α-ωµϕ]/g, function (letter) { return greek[letter] || letter; });
  }

  function asks(words) { return words.length > 1 || spelt(words).length > 1; }

  var input = document.getElementById("search");
  var found = document.getElementById("found");
  var engine = null;

  function prepareSearch() {
    if (engine !== null) { return; }
    engine = false;
    load("assets/minisearch/minisearch.js", function () {
      load("assets/search-index.js", function () {
        engine = new MiniSearch({ fields: ["title", "text"], storeFields: ["chapter", "title", "address"], processTerm: spelt, searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.15, combineWith: "AND" } });
        engine.addAll(window.searchIndex);
        showFound();
      });
    });
  }

  function select(option) {
    found.querySelectorAll("[aria-selected]").forEach(function (other) { other.removeAttribute("aria-selected"); });
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function showFound() {
    var words = input.value.trim();
    var results = engine && asks(words) ? engine.search(words).slice(0, 12) : [];
    found.replaceChildren.apply(found, results.map(function (result, number) {
      var option = document.createElement("li");
      var chapter = document.createElement("small");
      option.id = "found-" + number;
      option.setAttribute("role", "option");
      option.dataset.address = result.address;
      option.textContent = result.title.replace(/\\[()]/g, "");
      chapter.textContent = result.chapter.replace(/\\[()]/g, "");
      option.appendChild(chapter);
      option.onmousedown = function () { location.href = result.address; };
      return option;
    }));
    if (engine && asks(words) && results.length === 0) {
      var nothing = document.createElement("li");
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      nothing.textContent = "Nothing found.";
      found.appendChild(nothing);
    }
    found.hidden = found.children.length === 0;
    input.setAttribute("aria-expanded", String(!found.hidden));
    select(found.querySelector("[data-address]"));
  }

  function inSearch(event) {
    var selected = found.querySelector("[aria-selected]");
    if (event.key === "Escape") {
      input.value = "";
      showFound();
      input.blur();
    } else if (event.key === "Enter" && selected) {
      location.href = selected.dataset.address;
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && selected) {
      event.preventDefault();
      select((event.key === "ArrowDown" ? selected.nextElementSibling : selected.previousElementSibling) || selected);
    }
  }

  // A widget that takes the arrows itself keeps them.
  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable], [role=slider], .scroll, pre, .plot") !== null;
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) { return; }
    var link = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (event.key === "/") {
      event.preventDefault();
      input.focus();
    } else if (event.key === "d") {
      window.changeTheme();
    } else if (link && document.querySelector("footer a[rel=" + link + "]")) {
      location.href = document.querySelector("footer a[rel=" + link + "]").href;
    }
  }

  input.addEventListener("focus", prepareSearch);
  input.addEventListener("input", showFound);
  input.addEventListener("keydown", inSearch);
  input.addEventListener("blur", function () { found.hidden = true; input.setAttribute("aria-expanded", "false"); });
  document.getElementById("theme").addEventListener("click", window.changeTheme);
  document.addEventListener("keydown", onKey);

  renderMathematics();
  var scripts = document.querySelectorAll("script.plotly");
  if (scripts.length > 0) { loadCharts(scripts); }
  if (window.innerWidth < 1100) {
    document.querySelectorAll(".contents details").forEach(function (details) { details.open = false; });
  }
})();
