// Before anything is drawn, so that a dark page never flashes white. A browser may refuse to remember anything for files.
(function () {
  "use strict";
  var root = document.documentElement;
  function remembered() {
    try { return localStorage.getItem("theme"); } catch (refused) { return null; }
  }

  var chosen = remembered();
  if (chosen === "light" || chosen === "dark") { root.dataset.theme = chosen; }

  window.changeTheme = function () {
    var dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { return; }
  };
})();
