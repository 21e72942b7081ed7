"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const names = read("names");
  const rows = read("rows");
  const SIZE = 50, CHUNK = 64;
  const [TITLE, FILE, HOST, VERDICT, ENCODING, TYPE, DATE, CHARS, EDITS, REMOVALS, RULES, WARNINGS, WORDS] = rows.length ? rows[0].keys() : Array(13).keys();

  // Everything that comes from a page goes into the document as text, never as markup.
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null) continue;
      if (key === "class") element.className = value;
      else if (key in element && !key.startsWith("aria")) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const shown = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ue000-\uf8ff]/g,
    (c) => "\\u" + c.codePointAt(0).toString(16).padStart(4, "0"));

  const haystack = rows.map((row) => [row[TITLE], row[FILE], names[row[HOST]], row[WORDS]].join("\n").toLowerCase());
  const KEYS = {
    verdict: (row) => [row[VERDICT]], type: (row) => [row[TYPE]], encoding: (row) => [row[ENCODING]], host: (row) => [row[HOST]],
    rule: (row) => row[RULES], warning: (row) => row[WARNINGS],
  };
  const chosen = new Map();
  let order = { column: -1, down: false }, found = [], part = 0;

  const passes = (row) => {
    for (const [key, value] of chosen) {
      if (key === "year" ? row[DATE].slice(0, 4) !== value : !KEYS[key](row).some((n) => names[n] === value)) return false;
    }
    return true;
  };

  const filter = () => {
    const words = $("query").value.toLowerCase().split(/\s+/).filter(Boolean);
    found = [];
    rows.forEach((row, index) => {
      if (words.every((word) => haystack[index].includes(word)) && passes(row)) found.push(index);
    });
    if (order.column >= 0) {
      const value = COLUMNS[order.column].value, sign = order.down ? -1 : 1;
      const keyed = found.map((index) => [value(rows[index]), index]);
      const compare = new Intl.Collator("zh", { numeric: true }).compare;
      keyed.sort(([a, i], [b, j]) => sign * (typeof a === "number" ? a - b : compare(a, b)) || i - j);
      found = keyed.map(([, index]) => index);
    }
    part = 0;
    show();
  };

  const COLUMNS = [
    { name: "Page", value: (row) => row[TITLE] || row[FILE] },
    { name: "Verdict", value: (row) => names[row[VERDICT]] },
    { name: "Type", value: (row) => names[row[TYPE]] },
    { name: "Host", value: (row) => names[row[HOST]] },
    { name: "Encoding", value: (row) => names[row[ENCODING]] },
    { name: "Date", value: (row) => row[DATE] },
    { name: "Characters", value: (row) => row[CHARS], number: true },
    { name: "Edits", value: (row) => row[EDITS], number: true },
    { name: "Removals", value: (row) => row[REMOVALS], number: true },
    { name: "Warnings", value: (row) => row[WARNINGS].length, number: true },
  ];

  const show = () => {
    const body = document.querySelector("tbody");
    const from = part * SIZE, slice = found.slice(from, from + SIZE);
    body.replaceChildren(...slice.map(line));
    $("status").textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} pages`;
    $("part").textContent = found.length ? `${from + 1}–${from + slice.length} of ${found.length.toLocaleString("en")}` : "no page";
    $("back").disabled = part === 0;
    $("on").disabled = from + SIZE >= found.length;
    document.querySelectorAll("[data-key][data-value]").forEach((button) =>
      button.setAttribute("aria-pressed", String(chosen.get(button.dataset.key) === button.dataset.value)));
    document.querySelectorAll("select[data-key]").forEach((select) => { select.value = chosen.get(select.dataset.key) ?? ""; });
    $("chosen").replaceChildren(...["host", "year"].filter((key) => chosen.has(key)).map((key) =>
      make("button", { type: "button", onclick: () => drop(key), "aria-label": `Remove the filter ${key}` },
        `${key}: ${chosen.get(key) || "none"} ✕`)));
    document.querySelectorAll("thead th").forEach((th, column) => {
      th.setAttribute("aria-sort", column !== order.column ? "none" : order.down ? "descending" : "ascending");
    });
  };

  const line = (index) => {
    const row = rows[index];
    const open = make("button", { type: "button", class: "open", "aria-expanded": "false" }, shown(row[TITLE]) || "(no title)");
    const tr = make("tr", {}, make("td", { class: "page" }, open, make("div", { class: "file" }, shown(row[FILE]))),
      make("td", { class: "v " + verdictClass(names[row[VERDICT]]) }, shown(names[row[VERDICT]])),
      ...[TYPE, HOST, ENCODING].map((at) => make("td", {}, shown(names[row[at]]))), make("td", { class: "d" }, row[DATE]),
      ...[row[CHARS], row[EDITS], row[REMOVALS], row[WARNINGS].length].map((n) => make("td", { class: "n" }, n.toLocaleString("en"))));
    open.onclick = () => toggle(open, tr, index);
    return tr;
  };
  const verdictClass = (verdict) => (["clean", "repaired", "mirrored", "hijacked"].includes(verdict) ? verdict : "");

  const toggle = async (button, tr, index) => {
    if (button.getAttribute("aria-expanded") === "true") {
      button.setAttribute("aria-expanded", "false");
      tr.nextSibling.remove();
      return;
    }
    button.setAttribute("aria-expanded", "true");
    const cell = make("td", { class: "detail", colSpan: COLUMNS.length }, "…");
    tr.after(make("tr", {}, cell));
    try {
      cell.replaceChildren(...detail(await unpack(index)));
    } catch (error) {
      cell.textContent = `This page could not be unpacked (${error.message}); a browser of 2023 or later is needed.`;
    }
  };

  const unpacked = new Map();
  const unpack = async (index) => {
    const number = Math.floor(index / CHUNK);
    if (!unpacked.has(number)) {
      const bytes = Uint8Array.from(atob($("chunk-" + number).textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked.set(number, JSON.parse(await new Response(stream).text()));
    }
    return unpacked.get(number)[index % CHUNK];
  };

  const detail = (page) => {
    const out = [];
    const cells = (page.f ?? []).map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", {}, shown(value))));
    if (page.u) cells.push(make("div", {}, make("dt", {}, "网址"), make("dd", {}, make("a", { href: page.u, rel: "noopener noreferrer nofollow" }, shown(page.u)))));
    if (cells.length) out.push(make("dl", { class: "fields" }, ...cells));
    if (page.w) out.push(make("ul", { class: "warn" }, ...page.w.map((text) => make("li", {}, shown(text)))));
    if (page.c) out.push(make("p", { class: "soft" }, "Shortened for this report: " + page.c.join("; ") + "."));
    const grid = make("div", { class: "sides", tabIndex: 0, role: "group", "aria-label": "Before and after" });
    grid.append(make("div", { class: "top" }, "as scraped"), make("div", { class: "top" }, "cleaned"));
    const removals = page.r ?? [], isHead = ([, where]) => where === "head" || where === "meta";
    cuts(removals.filter(isHead), grid);
    body(page, grid);
    cuts(removals.filter((removal) => !isHead(removal)), grid);
    out.push(make("div", { class: "frame" }, grid, make("p", { class: "key soft" }, "Point at a mark, or click it: before → after, rule")));
    if (page.o) {
      const items = page.o.map(([left, before, after, right, rule, where]) => make("li", {}, shown(left),
        before ? make("mark", { class: "old" }, shown(before)) : "", after ? make("mark", {}, shown(after)) : "", shown(right),
        " ", make("code", {}, names[rule]), ` [${shown(where)}]`));
      out.push(make("details", {}, make("summary", {}, `${items.length} edits that are not in the body`), make("ul", {}, ...items)));
    }
    return out;
  };

  // Pieces that one rule took out in a row share a row.
  const cuts = (removals, grid) => {
    for (let from = 0, to; from < removals.length; from = to) {
      const rule = names[removals[from][0]];
      for (to = from + 1; to < removals.length && removals[to][0] === removals[from][0]; to += 1);
      const left = make("div", { class: "cut" });
      removals.slice(from, to).forEach(([, , text, length], index) => left.append(index ? " · " : "", make("del", {}, shown(text)),
        length > text.length ? ` … (${length.toLocaleString("en")} characters)` : ""));
      grid.append(left, make("div", { class: "cut" }, rule.startsWith("fields.") ? "read into fields: " : "taken out: ",
        make("code", {}, shown(rule)), to - from > 1 ? ` (${to - from})` : ""));
    }
  };

  // Offsets count code points; strings of JavaScript count UTF-16 units.
  const body = (page, grid) => {
    const edits = page.e ?? [];
    let offset = 0, next = 0;
    for (const [kind, text] of page.b ?? []) {
      const points = Array.from(text);
      const old = make("div", { class: kind }), now = make("div", { class: kind });
      let at = 0;
      const sound = (end) => {
        const piece = points.slice(at, end).join("");
        old.append(piece);
        now.append(piece);
      };
      while (next < edits.length && edits[next][0] + edits[next][1] <= offset + points.length) {
        const [start, length, before, rule, sure, note, typo] = edits[next++];
        if (start < offset + at) continue;
        sound(start - offset);
        at = start - offset + length;
        const after = points.slice(start - offset, at).join("");
        const tip = `${shown(before) || "∅"} → ${shown(after) || "∅"}\n${names[rule]}${sure < 100 ? ` · ${sure}%` : ""}${note ? "\n" + note : ""}`;
        old.append(make("mark", { class: "old", tabIndex: -1, "data-tip": tip }, shown(before)));
        now.append(make("mark", { class: after ? (typo ? "typo" : "new") : "gone", tabIndex: -1, "data-tip": tip }, shown(after)));
      }
      sound(points.length);
      grid.append(old, now);
      offset += points.length + 1;
    }
  };

  const choose = (key, value) => {
    if (chosen.get(key) === value) chosen.delete(key);
    else chosen.set(key, value);
    filter();
  };
  const drop = (key) => { chosen.delete(key); filter(); };

  const start = () => {
    const head = document.querySelector("thead tr");
    COLUMNS.forEach((column, index) => {
      const button = make("button", { type: "button" }, column.name);
      button.onclick = () => {
        order = { column: index, down: order.column === index ? !order.down : Boolean(column.number) };
        filter();
      };
      head.append(make("th", { scope: "col", class: column.number ? "n" : "" }, button));
    });
    document.querySelectorAll("select[data-key]").forEach((select) => {
      const counts = new Map();
      rows.forEach((row) => KEYS[select.dataset.key](row).forEach((n) => counts.set(n, (counts.get(n) ?? 0) + 1)));
      const options = [...counts].sort((a, b) => b[1] - a[1]).map(([n, count]) => make("option", { value: names[n] }, `${shown(names[n])} (${count})`));
      select.replaceChildren(make("option", { value: "" }, "all"), ...options);
      select.onchange = () => { if (select.value) chosen.set(select.dataset.key, select.value); else chosen.delete(select.dataset.key); filter(); };
    });
    document.querySelectorAll("[data-key][data-value]").forEach((button) => {
      button.onclick = () => { choose(button.dataset.key, button.dataset.value); $("pages").scrollIntoView({ block: "start" }); };
    });
    $("query").oninput = filter;
    $("filters").onsubmit = (event) => event.preventDefault();
    $("filters").onreset = () => { chosen.clear(); setTimeout(filter); };
    $("back").onclick = () => { part -= 1; show(); };
    $("on").onclick = () => { part += 1; show(); };
    filter();
  };
  start();
})();
