/* The list of reports: leaves those that hold every word typed. Without scripts the whole list stands there. */
"use strict";

(() => {
  const field = document.getElementById("find-text");
  const count = document.getElementById("find-count");
  if (!field) return;
  const { number, plural } = window.Daftar;
  const rows = [...document.querySelectorAll("#reports tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);

  function find() {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    let left = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      left += row.hidden ? 0 : 1;
    }
    count.textContent = left === rows.length ? plural(rows.length, "report", "reports") : `${number(left)} of ${plural(rows.length, "report", "reports")}${left ? "" : ": none has these words"}`;
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, rows.length > 1000 ? 160 : 0);
  });
  document.getElementById("find").addEventListener("submit", (event) => event.preventDefault());
  if (field.value) find(); // a browser that goes back fills it in again
})();
