// What pages gain with a script; without it everything works through plain forms and links.
"use strict";
(function () {
  function boxes(all) {
    return all.closest("table").querySelectorAll('td input[type="checkbox"]');
  }
  function prepare() {
    document.querySelectorAll("input[data-all]").forEach(function (all) {
      all.hidden = false;
      all.onchange = function () {
        boxes(all).forEach(function (box) { box.checked = all.checked; });
      };
    });
  }
  function arrive() {
    prepare();
    var found = document.querySelector("[data-focus]");
    if (found) { found.focus(); }
  }
  document.addEventListener("DOMContentLoaded", arrive);
  document.addEventListener("htmx:afterSettle", function (event) {
    prepare();
    var form = event.detail.requestConfig && event.detail.requestConfig.verb;
    if (form === "post") { arrive(); }
  });
})();
