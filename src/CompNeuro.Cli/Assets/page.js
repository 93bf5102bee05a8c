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
    var library = document.createElement("script");
    library.src = "assets/plotly.min.js";
    library.onload = function () {
      var near = new IntersectionObserver(function (entries) {
        entries.forEach(function (entry) {
          if (entry.isIntersecting) {
            near.unobserve(entry.target);
            draw(entry.target.querySelector("script.plotly"));
          }
        });
      }, { rootMargin: "600px" });
      scripts.forEach(function (script) { near.observe(script.parentElement); });
    };
    document.head.appendChild(library);
  }

  renderMathematics();
  var scripts = document.querySelectorAll("script.plotly");
  if (scripts.length > 0) { loadCharts(scripts); }
  if (window.innerWidth < 1100) {
    document.querySelectorAll(".contents details").forEach(function (details) { details.open = false; });
  }
})();
