"use strict";
(() => {
  const panel = document.getElementById("panel"), holds = panel.querySelector(".holds"), tip = document.getElementById("tip");
  const told = JSON.parse(document.getElementById("told").textContent);
  let from = null;

  // --- evidence: what a link points to is shown beside the page, and the address says so ---
  // Their ids are taken off, or the browser would unfold and scroll to the appendix as well.
  const evidence = new Map();
  for (const it of document.querySelectorAll(".evidence")) {
    evidence.set(it.id, it);
    it.removeAttribute("id");
  }
  const target = (hash) => evidence.get(hash.slice(1)) || null;
  const close = (back) => {
    if (panel.hidden) return;
    panel.hidden = true;
    holds.replaceChildren();
    if (back && from && from.isConnected) from.focus({ preventScroll: true });
    from = null;
  };
  const open = (found) => {
    const copy = found.cloneNode(true);
    copy.id = location.hash.slice(1);
    holds.replaceChildren(copy);
    panel.hidden = false;
    panel.scrollTop = 0;
    const head = copy.querySelector("h2, h3, h4");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  };
  const unfold = (found) => {
    for (let it = found; it; it = it.parentElement) if (it.tagName === "DETAILS") it.open = true;
  };
  const follow = () => {
    const found = target(location.hash);
    if (found) return open(found);
    close(false);
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));  // no id of this page needs decoding
    if (place) { unfold(place); place.scrollIntoView({ block: place.classList.contains("sentence") ? "center" : "start" }); }
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (!link) return;
    const hash = link.getAttribute("href");
    if (!target(hash)) {
      if (hash === location.hash) { event.preventDefault(); follow(); }
      return;
    }
    event.preventDefault();
    if (!panel.contains(link)) from = link;
    if (hash === location.hash) follow();
    else { history.pushState(null, "", hash); follow(); }
  });
  const shut = () => {
    close(true);
    if (target(location.hash)) history.pushState(null, "", location.pathname + location.search);
  };
  panel.querySelector(".close").addEventListener("click", shut);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!tip.hidden) hush();
    else if (!panel.hidden) shut();
  });
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);

  // --- who else tells a sentence, how it differs, who is credited ---
  let lit = null;
  const hush = () => {
    tip.hidden = true;
    if (lit) { lit.classList.remove("lit"); lit = null; }
  };
  const line = (text) => {
    const p = document.createElement("p");
    p.textContent = text;
    p.dir = "auto";
    tip.append(p);
  };
  const say = (sentence) => {
    const story = told[sentence.id.split("-")[0]];
    const found = (sentence.dataset.claims || "").split(" ").filter(Boolean).map((k) => story[k]).filter(Boolean);
    tip.replaceChildren();
    if (!found.length) {
      if (!sentence.classList.contains("only")) return hush();
      line("Nothing like it was found in the other articles.");
    }
    for (const [who, apart, points, credits] of found.slice(0, 3)) {
      line(`Told by ${who}${apart ? `; differently by ${apart}` : ""}.`);
      points.forEach(line);
      credits.forEach((it) => line(`Credited: ${it}`));
    }
    if (found.length) line("Select the letters behind the sentence for all of it.");
    if (lit) lit.classList.remove("lit");
    lit = sentence;
    lit.classList.add("lit");
    tip.hidden = false;
    const box = sentence.getClientRects()[0], wide = document.documentElement.clientWidth;
    tip.style.left = `${Math.max(8, Math.min(box.left, wide - tip.offsetWidth - 8)) + scrollX}px`;
    const whole = sentence.getBoundingClientRect(), below = whole.bottom + 6 + tip.offsetHeight <= innerHeight;
    tip.style.top = `${(below || whole.top < tip.offsetHeight + 6 ? whole.bottom + 6 : whole.top - tip.offsetHeight - 6) + scrollY}px`;
  };
  const under = (node) => {
    if (!node.closest) return null;
    const also = node.closest(".also");
    return also ? also.previousElementSibling : node.closest(".sentence");
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || tip.contains(event.target)) return;
    const sentence = under(event.target);
    if (sentence) { if (sentence !== lit) say(sentence); } else if (!document.activeElement.closest(".also")) hush();
  });
  document.addEventListener("focusin", (event) => {
    const also = event.target.closest(".also");
    if (!also) return hush();
    say(also.previousElementSibling);
    also.setAttribute("aria-describedby", "tip");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a, button, summary")) return hush();
    const sentence = under(event.target);
    if (sentence) say(sentence); else if (!tip.contains(event.target)) hush();
  });

  // --- claims: narrowed and put in order ---
  const grave = { critical: 3, notable: 2, minor: 1, "": 0 };
  for (const form of document.querySelectorAll(".filters")) {
    const table = form.parentElement.querySelector(".matrix"), body = table.tBodies[0], rows = [...body.rows];
    const fits = (row, wanted) => {
      const kinds = row.dataset.kinds.split(" ").filter(Boolean);
      const cell = wanted.article === "" ? null : row.cells[1 + Number(wanted.article)];
      if (wanted.kind && !kinds.includes(wanted.kind)) return false;
      if (wanted.severity && row.dataset.severity !== wanted.severity) return false;
      if (cell && cell.className === "out") return false;
      if (wanted.differing && !(cell ? ["differs", "words"].includes(cell.className) : kinds.length)) return false;
      return !wanted.words || row.cells[0].textContent.toLowerCase().includes(wanted.words);
    };
    const narrow = () => {
      const get = (name) => form.elements[name];
      const wanted = {
        kind: get("kind").value, severity: get("severity").value, article: get("article").value,
        differing: get("differing").checked, words: get("words").value.trim().toLowerCase(),
      };
      let shown = 0;
      for (const row of rows) shown += !(row.hidden = !fits(row, wanted));
      form.querySelector("output").textContent = `${shown} of ${rows.length} claims shown`;
    };
    form.hidden = false;
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    const value = {
      order: (row) => -rows.indexOf(row), told: (row) => Number(row.dataset.told), severity: (row) => grave[row.dataset.severity],
    };
    for (const head of table.querySelectorAll("th[data-key]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.sort = head.dataset.key;
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const of = value[head.dataset.key], sign = down ? -1 : 1;
        body.append(...[...rows].sort((a, b) => sign * (of(a) - of(b)) || rows.indexOf(a) - rows.indexOf(b)));
      });
    }
  }

  // --- the paragraph ---
  for (const box of document.querySelectorAll(".citation")) {
    const button = box.querySelector(".copy"), said = box.querySelector(".copied");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const list = [...box.querySelectorAll(".references li")].map((it, n) => `[${n + 1}] ${it.textContent.trim().replace(/\s+/g, " ")}`);
      const text = `${box.querySelector(".paragraph").textContent.trim()}\n\n${list.join("\n")}\n`;
      try { await navigator.clipboard.writeText(text); said.textContent = "Copied."; }
      catch {
        const range = document.createRange();
        range.setStartBefore(box.querySelector(".paragraph"));
        range.setEndAfter(box.querySelector(".references"));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        said.textContent = "Selected: copy it with your keyboard.";
      }
    });
  }

  follow();
})();
