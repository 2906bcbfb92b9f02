/* The first page: filters, table, and what the map and the timeline show of it. The filter is kept in the address. */
"use strict";

(() => {
  const { el, number, plural } = window.Daftar;
  const { keys, outcomes, methods } = window.DAFTAR_INDEX;
  // Rows come as lists, so that thousands of them are small. `z` and `q` are what the search looks in.
  const rows = window.DAFTAR_INDEX.rows.map((values) => Object.fromEntries(values.map((value, at) => [keys[at], value])));
  for (const row of rows) {
    row.z = `${row.l}\n${row.w}\n`.toLowerCase() + row.z;
    row.q = `${row.t}\n`.toLowerCase() + row.z + row.q;
  }
  const PAGE = 50;
  const field = (name) => document.getElementById(`f-${name}`);
  const form = document.getElementById("filters");
  const codes = outcomes.map(([code]) => code);
  const word = Object.fromEntries(outcomes);
  const state = { sort: "date", down: true, page: 0 };
  const best = (toll) => (toll ? (toll[1] ?? toll[0]) : 0);
  const fits = (haystack, needle) => needle.split(/\s+/).every((part) => haystack.includes(part));

  const chosenOutcome = () => field("outcome").value;
  const weighed = () => chosenOutcome() || (codes.includes("killed") ? "killed" : codes[0]);
  const column = (code) => codes.indexOf(code);
  const figure = (row, code) => row.n[column(code)];

  /** The two outcomes that have a column: people killed, and the one filtered by (else those injured). */
  function columns() {
    const second = chosenOutcome() && chosenOutcome() !== "killed" ? chosenOutcome() : "injured";
    return ["killed", second].filter((code, at, all) => codes.includes(code) && all.indexOf(code) === at);
  }

  // --- filtering

  function wanted(row, { days = true } = {}) {
    const outcome = chosenOutcome();
    const text = field("text").value.trim().toLowerCase();
    const place = field("place").value.trim().toLowerCase();
    if (row.i !== null && !(field("parts") && field("parts").checked)) return false;
    if (text && !fits(row.q, text)) return false;
    if (place && !row.z.includes(place)) return false;
    if (field("method").value && row.m !== field("method").value) return false;
    if (field("grade").value && row.g !== field("grade").value) return false;
    if (field("origins").value === "1" && row.o !== 1) return false;
    if (field("origins").value === "2" && row.o < 2) return false;
    if (field("conflicts").checked && !row.c) return false;
    const toll = outcome && figure(row, outcome);
    if (outcome && !(toll && (toll[2] === null || toll[2] > 0))) return false;
    if (!days) return true;
    const [from, to] = [field("from").value, field("to").value];
    if ((from || to) && !row.f) return false;
    return !(from && row.u < from) && !(to && row.f > to);
  }

  function sorted(found) {
    const key = {
      date: (row) => row.f,
      title: (row) => row.t.toLowerCase(),
      reports: (row) => row.r,
      origins: (row) => row.o,
    }[state.sort] || ((row) => (figure(row, state.sort) ? best(figure(row, state.sort)) : -1));
    const way = state.down ? -1 : 1;
    return [...found].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1; // without a day: last, either way
      return x < y ? -way : x > y ? way : 0;
    });
  }

  // --- the table

  const HEADS = () => [
    ["date", "Date", false],
    ["title", "Incident", false],
    ...columns().map((code) => [code, word[code][0].toUpperCase() + word[code].slice(1), true]),
    ["reports", "Reports", true],
    ["origins", "Origins", true],
  ];

  function heads() {
    const cells = HEADS().map(([key, text, counts]) => {
      const on = state.sort === key;
      const turn = () => {
        state.down = on ? !state.down : counts || key === "date";
        state.sort = key;
        state.page = 0;
        update({ keep: true });
        document.querySelector(`#incidents th[data-key="${key}"] button`).focus();
      };
      const arrow = el("span", { class: "way", "aria-hidden": "true" }, on ? (state.down ? "↓" : "↑") : "");
      return el(
        "th",
        { scope: "col", role: "columnheader", "data-key": key, class: counts ? "num" : null, "aria-sort": on ? (state.down ? "descending" : "ascending") : null },
        el("button", { type: "button", on: { click: turn } }, ...(counts ? [arrow, text] : [text, arrow])),
      );
    });
    document.querySelector("#incidents thead tr").replaceChildren(...cells);
    sorting();
  }

  /** The same as the heads of the columns, for a phone, which has none. */
  function sorting() {
    const ways = HEADS().flatMap(([key, text, counts]) => {
      if (key === "title") return [[key, text]];
      if (key === "date") return [[`-${key}`, "Date, latest first"], [key, "Date, earliest first"]];
      return counts ? [[`-${key}`, `${text}, most first`]] : [];
    });
    const now = (state.down ? "-" : "") + state.sort;
    field("sort").replaceChildren(...ways.map(([value, text]) => el("option", { value, selected: value === now }, text)));
    if (!ways.some(([value]) => value === now)) field("sort").prepend(el("option", { value: now, selected: true }, "A column"));
  }

  /** [the figure to show, what stands below it]: the best figure with its range, or the range itself. */
  function worded([low, most, high]) {
    if (high === null) return [number(most ?? low), most === null || most === low ? "or more" : `${number(low)} or more`];
    if (low === high) return [number(low), null];
    return most === null ? [`${number(low)}–${number(high)}`, null] : [number(most), `${number(low)}–${number(high)}`];
  }

  function tollCell(row, code) {
    const toll = figure(row, code);
    if (!toll) return el("td", { class: "num", role: "cell", "data-label": word[code] }, el("span", { title: "Nothing was said" }, "–"));
    const [text, below] = worded(toll);
    const link = el("a", { class: "figure", href: `incidents/${row.s}.html#${outcomes[column(code)][2]}${toll[1] === null ? "low" : "best"}` }, text, el("span", { class: "hear" }, ` ${word[code]}: read the sentences`));
    return el("td", { class: "num", role: "cell", "data-label": word[code] }, link, below ? el("small", {}, below) : null);
  }

  function line(row) {
    const notes = [row.w, row.g && `graded ${row.g.toLowerCase()}`, row.k ? plural(row.k, "part", "parts") : ""].filter(Boolean).join(" · ");
    return el(
      "tr",
      { role: "row", class: row.i !== null ? "part" : null },
      el("td", { class: "date", role: "cell" }, row.d || "not known"),
      el(
        "td",
        { class: "what", role: "cell" },
        el("span", { class: "title" }, el("a", { href: `incidents/${row.s}.html`, dir: "auto" }, row.t)),
        notes || row.c ? el("span", { class: "sub" }, notes, row.c ? el("span", { class: "clash-word" }, `${notes ? " · " : ""}figures in conflict`) : null) : null,
      ),
      ...columns().map((code) => tollCell(row, code)),
      el("td", { class: "num", role: "cell", "data-label": "reports" }, number(row.r)),
      el("td", { class: "num", role: "cell", "data-label": "origins" }, number(row.o)),
    );
  }

  function table(found, everything = false) {
    heads();
    const body = document.querySelector("#incidents tbody");
    const shown = everything ? found : found.slice(state.page * PAGE, (state.page + 1) * PAGE);
    body.replaceChildren(...shown.map(line));
    if (!found.length) {
      body.append(el("tr", { role: "row" }, el("td", { class: "nothing", role: "cell", colspan: HEADS().length }, "No incident fits. Clear a filter to see more.")));
    }
    pager(found.length);
  }

  function pager(total) {
    const last = Math.ceil(total / PAGE) - 1;
    const turn = (to) => () => {
      state.page = to;
      table(current);
      document.getElementById("incidents-title").scrollIntoView();
      document.querySelector("#pager button:not(:disabled)").focus();
    };
    document.getElementById("pager").replaceChildren(
      ...(last < 1
        ? []
        : [
            el("button", { type: "button", disabled: state.page === 0, on: { click: turn(state.page - 1) } }, "Previous"),
            el("span", {}, `${number(state.page * PAGE + 1)}–${number(Math.min((state.page + 1) * PAGE, total))} of ${number(total)}`),
            el("button", { type: "button", disabled: state.page === last, on: { click: turn(state.page + 1) } }, "Next"),
          ]),
    );
  }

  // --- map, timeline and the lists beside them

  const chart = window.Daftar.map(document.getElementById("map"));
  const line_ = window.Daftar.timeline(document.getElementById("timeline"), document.getElementById("timeline-title"), (from, to) => {
    const same = field("from").value === from && field("to").value === to;
    field("from").value = same ? "" : from;
    field("to").value = same ? "" : to;
    changed();
  });

  /** What is drawn for a filter: parts in the place of their whole, once each. */
  function drawn(found) {
    const all = new Set();
    for (const row of found) {
      const parts = row.x && row.x[4] ? rows.filter((part) => part.i !== null && rows[part.i] === row && part.x) : [];
      for (const one of parts.length ? parts : [row]) all.add(one);
    }
    return [...all];
  }

  function places(found) {
    const groups = new Map();
    const none = new Map();
    for (const row of drawn(found)) {
      const [into, key] = row.x ? [groups, `${row.x[0]},${row.x[1]}`] : [none, row.l || ""];
      if (!into.has(key)) into.set(key, []);
      into.get(key).push(row);
    }
    return { groups: [...groups.values()], none: [...none.entries()] };
  }

  function onMap(found, fit) {
    const { groups, none } = places(found);
    const what = weighed();
    document.getElementById("map-what").textContent = word[what] || "";
    const points = groups.map((group) => {
      const weight = group.reduce((sum, row) => sum + best(figure(row, what)), 0);
      return {
        lat: group[0].x[0],
        lon: group[0].x[1],
        vague: group.every((row) => row.x[2] >= 3 || row.x[3]),
        radius: Math.min(4 + Math.sqrt(weight) * 1.9, 26),
        name: group[0].l,
        count: group.length,
        what: word[what] || "",
        tip: `${group[0].l}: ${number(weight)} ${word[what] || ""}, ${plural(group.length, "incident", "incidents")}`,
        weight,
        group,
        popup: () => bubble(group[0].l, group),
        together: (heap) => bubble(plural(heap.length, "place", "places"), heap.flatMap((one) => one.group)),
      };
    });
    chart.show(points, fit);
    const list = document.querySelector("#place-list ul");
    list.replaceChildren(
      ...[...points].sort((a, b) => b.weight - a.weight).slice(0, 300).map((point) =>
        el("li", {}, el("button", { type: "button", on: { click: () => only(point.name) } }, point.name), ` ${number(point.weight)} ${word[what] || ""}, ${plural(point.group.length, "incident", "incidents")}`),
      ),
    );
    document.querySelector("#place-list summary").textContent = `Places as a list (${number(points.length)})`;
    const lost = document.getElementById("unplaced");
    const count = none.reduce((sum, [, group]) => sum + group.length, 0);
    lost.hidden = !count;
    lost.querySelector("summary").textContent = `Not on the map: ${plural(count, "incident", "incidents")} whose place could not be told`;
    lost.querySelector("ul").replaceChildren(
      ...none.flatMap(([name, group]) => group.slice(0, 100).map((row) => el("li", {}, el("a", { href: `incidents/${row.s}.html` }, row.t), ` ${name ? `(“${name}”)` : "(no place named)"}`))),
    );
  }

  function bubble(name, group) {
    const lines = group.slice(0, 12).map((row) => el("li", {}, el("a", { href: `incidents/${row.s}.html` }, row.t), ` ${row.d}`));
    if (group.length > 12) lines.push(el("li", {}, `and ${number(group.length - 12)} more in the table`));
    return el("div", {}, el("p", {}, el("b", { dir: "auto" }, name)), el("ul", {}, ...lines));
  }

  function only(name) {
    field("place").value = name.replace(/^near /, "");
    changed();
    field("place").focus();
  }

  // --- keeping all of it in step

  let current = [];

  function update({ keep = false, fit = false } = {}) {
    current = sorted(rows.filter((row) => wanted(row)));
    table(current);
    const wholes = rows.filter((row) => row.i === null).length;
    const some = current.length !== wholes;
    document.getElementById("count").textContent = some ? `${plural(current.length, "row", "rows")} of ${plural(wholes, "incident", "incidents")}` : plural(wholes, "incident", "incidents");
    if (!keep) {
      onMap(current.filter((row) => row.i === null || !current.includes(rows[row.i])), fit);
      const timed = rows.filter((row) => wanted(row, { days: false }) && row.i === null);
      const what = weighed();
      const name = word[what] || "incidents";
      line_.show({ rows: timed, weigh: (row) => best(figure(row, what)), what: name[0].toUpperCase() + name.slice(1), from: field("from").value, to: field("to").value });
    }
    remember();
  }

  const NAMES = ["text", "place", "from", "to", "method", "outcome", "grade", "origins"];
  const TICKS = ["conflicts", "parts"];

  function remember() {
    const kept = new URLSearchParams();
    for (const name of NAMES) if (field(name).value) kept.set(name, field(name).value);
    for (const name of TICKS) if (field(name) && field(name).checked) kept.set(name, "1");
    if (state.sort !== "date" || !state.down) kept.set("sort", (state.down ? "" : "-") + state.sort);
    const text = kept.toString();
    if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of NAMES) field(name).value = kept.get(name) || "";
    for (const name of TICKS) if (field(name)) field(name).checked = kept.has(name);
    const sort = kept.get("sort") || "date";
    state.sort = sort.replace(/^-/, "");
    state.down = !sort.startsWith("-");
    state.page = 0;
    // On a phone most filters are folded away; not while one of them is at work.
    if (NAMES.some((name) => name !== "text" && field(name).value) || TICKS.some((name) => field(name)?.checked)) unfold(true);
  }

  function unfold(open) {
    form.classList.toggle("unfolded", open);
    field("more").setAttribute("aria-expanded", String(open));
    field("more").textContent = open ? "Fewer filters" : "More filters";
  }

  function changed() {
    state.page = 0;
    update({ fit: true });
  }

  function fill() {
    field("method").append(...methods.map(([code, text]) => el("option", { value: code }, text)));
    field("outcome").append(...outcomes.map(([code, text]) => el("option", { value: code }, text[0].toUpperCase() + text.slice(1))));
    const grades = [...new Set(rows.map((row) => row.g).filter(Boolean))].sort();
    field("grade").append(...grades.map((text) => el("option", { value: text }, text)));
    field("grade").closest("label").hidden = !grades.length;
    const names = new Set(rows.flatMap((row) => [row.l.replace(/^near /, ""), ...row.w.split(", ")]));
    document.getElementById("places").append(...[...names].filter(Boolean).sort().slice(0, 600).map((name) => el("option", { value: name })));
  }

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, event.target.type === "search" && rows.length > 500 ? 160 : 0);
  });
  field("more").addEventListener("click", () => unfold(!form.classList.contains("unfolded")));
  field("sort").addEventListener("change", () => {
    state.sort = field("sort").value.replace(/^-/, "");
    state.down = field("sort").value.startsWith("-");
    state.page = 0;
    update({ keep: true });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed, 0));
  window.addEventListener("hashchange", () => {
    if (location.hash === "#main") return;
    recall();
    update({ fit: true });
    if (location.hash) document.getElementById("incidents-title").scrollIntoView();
  });
  window.addEventListener("beforeprint", () => table(current, true));
  window.addEventListener("afterprint", () => table(current));

  fill();
  if (location.hash !== "#main") recall();
  update({ fit: true });
})();
