/* On every page: small helpers, and the reader that shows the sentences a number rests on. Classic scripts, since a
   page opened from a disk may not load modules. Text is only ever set as text. */
"use strict";

window.Daftar = (() => {
  document.documentElement.classList.remove("no-js");

  /** An element with attributes and children; strings become text. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  const number = (value) => value.toLocaleString("en-GB");
  const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

  return { el, number, plural };
})();

(() => {
  const reader = document.getElementById("reader");
  if (!reader || typeof reader.showModal !== "function") return;
  const title = document.getElementById("reader-title");
  const sub = document.getElementById("reader-sub");
  const body = document.getElementById("reader-body");
  const { plural } = window.Daftar;

  /** A claim as it stands on the page, to be read in the panel: without the ids, which must stay unique. */
  function copy(anchor) {
    const card = document.getElementById(anchor);
    if (!card) return null;
    const twin = card.cloneNode(true);
    twin.removeAttribute("id");
    twin.dataset.claim = anchor;
    return twin;
  }

  function open(link) {
    const cards = link.dataset.claims.split(" ").map(copy).filter(Boolean);
    const inTable = link.closest("td") !== null;
    title.textContent = inTable ? `${link.dataset.what}: ${link.textContent.trim()}` : link.dataset.what;
    sub.textContent = `Rests on ${plural(cards.length, "claim", "claims")}. The marked words are the ones it was read from.`;
    body.replaceChildren(...cards);
    reader.showModal();
    reader.scrollTop = 0;
    document.getElementById("reader-close").focus();
    if (link.id) history.replaceState(null, "", `#${link.id}`);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n[data-claims]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  document.getElementById("reader-close").addEventListener("click", () => reader.close());
  reader.addEventListener("click", (event) => {
    if (event.target === reader) reader.close(); // the backdrop
  });
  reader.addEventListener("close", () => {
    if (location.hash.startsWith("#n-")) history.replaceState(null, "", location.pathname + location.search);
  });

  /** A link from elsewhere to one number opens it. */
  function follow() {
    if (!location.hash.startsWith("#n-")) return;
    const link = document.getElementById(location.hash.slice(1));
    if (link && link.dataset.claims) {
      link.focus();
      if (!reader.open) open(link);
    }
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
