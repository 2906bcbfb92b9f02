/* Maps of country outlines and points; no tiles, nothing from outside. Needs Leaflet and DAFTAR_OUTLINES. */
"use strict";

(() => {
  const { el, number, plural } = window.Daftar;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const SQUARE = 54; // pixels of the screen, the size of the largest heap
  const CROWD = 150; // dots in view from which on neighbours become one heap
  let shapes = null;

  /** The outlines' shared arcs, unpacked once: per country a name, a label point and rings of [lat, lon]. */
  function countries() {
    if (shapes) return shapes;
    const { steps, arcs, countries: rows } = window.DAFTAR_OUTLINES;
    const lines = arcs.map((flat) => {
      let x = flat[0];
      let y = flat[1];
      const line = [[y / steps, x / steps]];
      for (let i = 2; i < flat.length; i += 2) {
        x += flat[i];
        y += flat[i + 1];
        line.push([y / steps, x / steps]);
      }
      return line;
    });
    const ring = (indexes) =>
      indexes.flatMap((index, at) => {
        const line = index >= 0 ? lines[index] : lines[~index].slice().reverse();
        return at ? line.slice(1) : line;
      });
    shapes = rows.map(([name, lon, lat, polygons]) => ({ name, at: [lat, lon], polygons: polygons.map((p) => p.map(ring)) }));
    return shapes;
  }

  const landStyle = () => ({ stroke: true, weight: 0.8, color: colour("--coast"), fillColor: colour("--land"), fillOpacity: 1 });
  const dotStyle = (point) => ({
    color: point.vague ? colour("--dot") : colour("--paper"),
    weight: point.vague ? 1.4 : 1,
    dashArray: point.vague ? "3 3" : null,
    fillColor: colour("--dot"),
    fillOpacity: point.vague ? 0.08 : 0.72,
    radius: point.radius,
  });

  /** A map in `box`. Give its points with show(points, fit); each has lat, lon, radius, vague, name and, maybe, popup(). */
  function map(box, { compact = false } = {}) {
    const chart = L.map(box, {
      attributionControl: !compact,
      zoomSnap: 0.5,
      minZoom: 1,
      maxZoom: 11,
      maxBounds: [[-85, -220], [85, 220]],
      scrollWheelZoom: !compact,
      preferCanvas: true,
    });
    if (!compact) chart.attributionControl.setPrefix(false).addAttribution("Natural Earth · Leaflet");
    L.control.scale({ imperial: false }).addTo(chart);
    chart.createPane("land").style.zIndex = 300;
    chart.createPane("names").style.zIndex = 620;
    chart.getPane("names").style.pointerEvents = "none";
    const renderer = L.canvas({ pane: "land", padding: 0.4 });
    const land = L.layerGroup(
      countries().map((country) => L.polygon(country.polygons, { renderer, pane: "land", interactive: false, smoothFactor: 0.7, ...landStyle() })),
    ).addTo(chart);
    const dots = L.layerGroup().addTo(chart);
    const names = L.layerGroup().addTo(chart);
    let all = []; // the points to show
    let points = []; // the dots drawn for them: the points themselves, or heaps of them where there are many

    /** Dots that lie over each other are one heap, and so are neighbours where there are very many. */
    function heaped() {
      if (compact) return all;
      const view = chart.getBounds().pad(0.3);
      const crowd = all.filter((p) => view.contains([p.lat, p.lon])).length > CROWD;
      const heaps = [];
      const squares = new Map(); // heaps by the square of the screen that their middle is in
      for (const point of [...all].sort((a, b) => b.radius - a.radius)) {
        const at = chart.project([point.lat, point.lon]);
        const [column, line] = [Math.floor(at.x / SQUARE), Math.floor(at.y / SQUARE)];
        const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => squares.get(`${column + dx},${line + dy}`) || []));
        const over = (heap) => (crowd ? SQUARE * 0.8 : Math.max(9, (heap.points[0].radius + point.radius) * 0.7));
        const heap = near.find((one) => at.distanceTo(one.at) < over(one));
        if (heap) {
          heap.points.push(point);
          continue;
        }
        const made = { at, points: [point] };
        heaps.push(made);
        const key = `${column},${line}`;
        if (!squares.has(key)) squares.set(key, []);
        squares.get(key).push(made);
      }
      return parted(heaps.map(({ points: some }) => (some.length === 1 ? some[0] : merged(some))));
    }

    /** Heaps lie in the middle of their dots and are larger than these: those that now lie over each other become one. */
    function parted(dots) {
      const spot = (p) => chart.project([p.lat, p.lon]);
      for (let turn = 0; turn < 8; turn += 1) {
        const kept = [];
        for (const dot of [...dots].sort((a, b) => b.radius - a.radius)) {
          const near = kept.findIndex((one) => spot(one).distanceTo(spot(dot)) < (one.radius + dot.radius) * (one.heap || dot.heap ? 0.85 : 0.7));
          if (near < 0) kept.push(dot);
          else kept[near] = merged([...(kept[near].heap || [kept[near]]), ...(dot.heap || [dot])]);
        }
        if (kept.length === dots.length) return kept;
        dots = kept;
      }
      return dots;
    }

    function merged(heap) {
      const sum = (key) => heap.reduce((total, p) => total + p[key], 0);
      return {
        lat: sum("lat") / heap.length,
        lon: sum("lon") / heap.length,
        name: number(sum("count")),
        tip: `${plural(heap.length, "place", "places")}: ${number(sum("weight"))} ${heap[0].what}, ${plural(sum("count"), "incident", "incidents")}. Choose to come nearer.`,
        vague: heap.every((p) => p.vague),
        radius: Math.max(11, Math.min(4 + Math.sqrt(sum("weight")) * 1.9, SQUARE / 2)),
        heap,
      };
    }

    /** Comes nearer to a heap, or says what is in it where nearer does not part it. */
    function nearer(heap, dot) {
      const bounds = L.latLngBounds(heap.map((p) => [p.lat, p.lon]));
      const zoom = Math.min(chart.getBoundsZoom(bounds, false, L.point(40, 40)), chart.getZoom() + 3);
      if (zoom > chart.getZoom()) chart.setView(bounds.getCenter(), zoom);
      else dot.unbindPopup().bindPopup(heap[0].together(heap), { maxWidth: 280, minWidth: 180 }).openPopup();
    }

    /** Names that do not run into each other: places first (the weightiest first), then countries. */
    function label() {
      names.clearLayers();
      const view = chart.getBounds().pad(0.05);
      const taken = points.map((p) => {
        const at = chart.latLngToContainerPoint([p.lat, p.lon]);
        return [at.x - p.radius, at.y - p.radius, at.x + p.radius, at.y + p.radius];
      });
      const size = chart.getSize();
      taken.push([0, 0, 46, 84], [0, size.y - 32, 110, size.y], [size.x - 150, size.y - 18, size.x, size.y]); // controls
      const inside = (box) => box[0] >= 2 && box[1] >= 2 && box[2] <= size.x - 2 && box[3] <= size.y - 2;
      const free = (box) => inside(box) && !taken.some((t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
      const put = (latlng, text, kind, boxes) => {
        if (!view.contains(latlng)) return;
        const at = chart.latLngToContainerPoint(latlng);
        const spot = boxes.find(([dx, dy, width]) => free([at.x + dx, at.y + dy, at.x + dx + width, at.y + dy + 14]));
        if (!spot) return;
        taken.push([at.x + spot[0], at.y + spot[1], at.x + spot[0] + spot[2], at.y + spot[1] + 14]);
        const icon = L.divIcon({ className: `map-name ${kind}`, html: el("bdi", {}, text), iconSize: [spot[2], 14], iconAnchor: [-spot[0], -spot[1]] });
        L.marker(latlng, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(names);
      };
      const width = (text, each) => Math.ceil(text.length * each) + 4;
      const inView = points.filter((p) => view.contains([p.lat, p.lon])).sort((a, b) => b.radius - a.radius).slice(0, 160);
      for (const p of inView.filter((one) => one.heap)) {
        const icon = L.divIcon({ className: p.vague ? "map-name heap vague" : "map-name heap", html: el("span", {}, p.name), iconSize: [40, 14], iconAnchor: [20, 7] });
        L.marker([p.lat, p.lon], { icon, interactive: false, keyboard: false, pane: "names" }).addTo(names);
      }
      for (const p of inView.filter((one) => !one.heap)) {
        const w = width(p.name, 6.6);
        put([p.lat, p.lon], p.name, "place", [[p.radius + 3, -8, w], [-p.radius - 3 - w, -8, w], [-w / 2, -p.radius - 16, w], [-w / 2, p.radius + 2, w]]);
      }
      if (chart.getZoom() < 3) return;
      for (const country of countries()) {
        const w = width(country.name, 8.4);
        put(country.at, country.name, "country", [[-w / 2, -7, w]]);
      }
    }

    function draw() {
      points = heaped();
      dots.clearLayers();
      for (const point of points.filter((one) => one.km)) {
        L.circle([point.lat, point.lon], { ...dotStyle({ ...point, vague: true }), radius: point.km * 1000, interactive: false }).addTo(dots);
      }
      for (const point of [...points].sort((a, b) => b.radius - a.radius)) {
        const dot = L.circleMarker([point.lat, point.lon], dotStyle(point)).addTo(dots);
        dot.bindTooltip(el("span", { dir: "auto" }, point.tip || point.name), { direction: "top", offset: [0, -point.radius] });
        if (point.heap) dot.on("click", () => nearer(point.heap, dot));
        else if (point.popup) dot.bindPopup(point.popup, { maxWidth: 280, minWidth: 180 });
      }
      label();
    }

    function show(next, fit) {
      all = next;
      if (fit && all.length) {
        chart.fitBounds(L.latLngBounds(all.map((p) => [p.lat, p.lon])), { padding: [34, 34], maxZoom: compact ? 6.5 : 8, animate: false });
      } else if (fit) {
        chart.setView([20, 15], 1.5);
      }
      draw();
    }

    chart.setView([20, 15], 2);
    chart.on("zoomend", draw);
    chart.on("moveend resize", label);
    dark.addEventListener("change", () => {
      land.eachLayer((layer) => layer.setStyle(landStyle()));
      draw();
    });
    return { chart, show };
  }

  window.Daftar.map = map;

  const box = document.getElementById("place-map");
  if (box) {
    const points = JSON.parse(box.dataset.points).map(([lat, lon, vague, km, name]) => ({ lat, lon, name, vague, km, radius: vague ? 12 : 6 }));
    map(box, { compact: true }).show(points, true);
  }
})();
