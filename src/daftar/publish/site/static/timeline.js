/* The timeline: a bar a day, a week or a month. One stop of the tab key; arrows move along it, Enter filters. */
"use strict";

(() => {
  const { number, plural } = window.Daftar;
  const DAY = 86400000;
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 144;
  const EDGE = { top: 12, right: 4, bottom: 22, left: 34 };
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const utc = (iso) => Date.parse(`${iso}T00:00:00Z`);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const spoken = (time) => {
    const day = new Date(time);
    return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  };

  function shape(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** Where a bin begins: its day, the Monday of its week, the first of its month. */
  function begin(time, step) {
    const day = new Date(time);
    if (step === "month") return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1);
    if (step === "week") return time - ((day.getUTCDay() + 6) % 7) * DAY;
    return time;
  }

  function following(time, step) {
    const day = new Date(time);
    if (step === "month") return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
    return time + (step === "week" ? 7 : 1) * DAY;
  }

  /** Every bin from the first to the last day, empty ones too. Days known worse than the bin is wide are left out. */
  function bins(rows, weigh) {
    const known = rows.filter((row) => row.f);
    if (!known.length) return { step: "day", all: [], left: rows.length };
    const times = known.map((row) => utc(row.f));
    const span = (Math.max(...times) - Math.min(...times)) / DAY;
    const step = span <= 92 ? "day" : span <= 800 ? "week" : "month";
    const finest = { day: 2, week: 3, month: 4 }[step];
    const used = known.filter((row) => row.p <= finest);
    if (!used.length) return { step, all: [], left: rows.length };
    const sums = new Map();
    for (const row of used) {
      const at = begin(utc(row.f), step);
      const bin = sums.get(at) || { weight: 0, count: 0 };
      bin.weight += weigh(row);
      bin.count += 1;
      sums.set(at, bin);
    }
    const all = [];
    const last = Math.max(...sums.keys());
    for (let at = Math.min(...sums.keys()); at <= last; at = following(at, step)) {
      all.push({ at, end: following(at, step) - DAY, ...(sums.get(at) || { weight: 0, count: 0 }) });
    }
    return { step, all, left: rows.length - used.length };
  }

  const nice = (most) => {
    const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
    return [1, 2, 4, 6, 8, 10].map((n) => n * power).find((n) => n >= most) || most;
  };

  function timeline(box, heading, pick) {
    let last = null;
    let focused = 0;

    function draw() {
      const { rows, weigh, what, from, to } = last;
      const { step, all, left } = bins(rows, weigh);
      heading.textContent = `${what}, by ${step}`;
      const width = Math.max(box.clientWidth, 200);
      const svg = shape("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": `${what}, by ${step}. Arrow keys move, Enter shows only that ${step}.` });
      const most = nice(Math.max(1, ...all.map((bin) => bin.weight)));
      const high = HEIGHT - EDGE.top - EDGE.bottom;
      const y = (value) => EDGE.top + high - (value / most) * high;
      for (const value of most >= 2 ? [0, most / 2, most] : [0, most]) {
        if (!Number.isInteger(value)) continue;
        svg.append(shape("line", { class: "grid", x1: EDGE.left, x2: width - EDGE.right, y1: y(value), y2: y(value) }));
        svg.append(shape("text", { x: EDGE.left - 5, y: y(value) + 4, "text-anchor": "end" }, number(value)));
      }
      const slot = (width - EDGE.left - EDGE.right) / Math.max(all.length, 1);
      const stem = Math.min(Math.max(slot - (slot > 6 ? 2 : slot > 3 ? 1 : 0), 1), 26);
      focused = Math.min(focused, Math.max(all.length - 1, 0));
      const groups = all.map((bin, at) => {
        const x = EDGE.left + at * slot;
        const days = step === "day" ? spoken(bin.at) : `${spoken(bin.at)} to ${spoken(bin.end)}`;
        const said = `${days}: ${number(bin.weight)} ${what.toLowerCase()} in ${plural(bin.count, "incident", "incidents")}`;
        const outside = (from && iso(bin.end) < from) || (to && iso(bin.at) > to);
        const tall = Math.max(EDGE.top + high - y(bin.weight), bin.count ? 1.5 : 0); // an incident without deaths shows too
        const group = shape(
          "g",
          { class: outside ? "day out" : "day", role: "button", tabindex: at === focused ? 0 : -1, "aria-label": said },
          shape("title", {}, said),
          shape("rect", { class: "reach", x, y: EDGE.top, width: slot, height: high }),
          shape("rect", { class: "stem", x: x + (slot - stem) / 2, y: EDGE.top + high - tall, width: stem, height: tall }),
        );
        group.addEventListener("click", () => pick(iso(bin.at), iso(bin.end)));
        group.addEventListener("keydown", (event) => move(event, groups, at, bin));
        return group;
      });
      svg.append(...groups, ...dates(all, slot, step));
      box.replaceChildren(svg);
      if (left) {
        const note = document.createElement("p");
        note.className = "note";
        note.textContent = `Not drawn: ${plural(left, "incident", "incidents")} whose day is not known well enough.`;
        box.append(note);
      }
    }

    function move(event, groups, at, bin) {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: groups.length - 1 }[event.key];
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        pick(iso(bin.at), iso(bin.end));
      } else if (to !== undefined && groups[to]) {
        event.preventDefault();
        groups[at].setAttribute("tabindex", -1);
        groups[to].setAttribute("tabindex", 0);
        groups[to].focus();
        focused = to;
      }
    }

    /** As many dates below as fit, the first among them, none over the edge. */
    function dates(all, slot, step) {
      if (!all.length) return [];
      const each = Math.max(1, Math.ceil(84 / slot));
      const found = [];
      for (let at = 0; at < all.length; at += each) {
        const day = new Date(all[at].at);
        if (at && at * slot > all.length * slot - (step === "day" ? slot / 2 : 58)) break;
        const text = step === "day" ? `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}` : `${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
        found.push(shape("text", { x: EDGE.left + at * slot + (step === "day" && slot > 20 ? slot / 2 : 0), y: HEIGHT - 6, "text-anchor": slot > 20 && step === "day" ? "middle" : "start" }, text));
      }
      return found;
    }

    let width = 0;
    new ResizeObserver(() => {
      if (last && Math.abs(box.clientWidth - width) > 4) draw();
      width = box.clientWidth;
    }).observe(box);

    return {
      show(next) {
        last = next;
        const held = box.contains(document.activeElement);
        draw();
        if (held) box.querySelectorAll(".day")[focused]?.focus();
      },
    };
  }

  window.Daftar.timeline = timeline;
})();
