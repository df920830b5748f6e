"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel"), detail = document.getElementById("detail");
  let held = false, lit = [];

  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const shown = value => value === null || value === "" || (Array.isArray(value) && !value.length) ? null
    : Array.isArray(value) ? value.join(", ") : value === true ? "yes" : value === false ? "no" : String(value);
  const card = ({ what, title, facts }) => {
    const section = element("section"), list = element("dl");
    section.append(element("p", what, "what"), element("h3", title));
    for (const [name, value] of facts) {
      if (shown(value) === null) continue;
      list.append(element("dt", name), element("dd", shown(value)));
    }
    section.append(list);
    return section;
  };
  const cards = target => {
    if (target.dataset.line !== undefined) return [data.lines[target.dataset.line]];
    if (target.dataset.clause !== undefined) return [data.tags["c" + target.dataset.clause]];
    return target.dataset.tags.split(" ").map(id => data.tags[id]);
  };
  const show = target => {
    detail.replaceChildren(...cards(target).map(card));
    lit.forEach(span => span.classList.remove("lit"));
    const ids = target.dataset.clause !== undefined ? ["c" + target.dataset.clause] : (target.dataset.tags || "").split(" ").slice(0, 1);
    lit = ids[0] ? [...document.querySelectorAll(`[data-tags~="${ids[0]}"]`)] : [];
    lit.forEach(span => span.classList.add("lit"));
    panel.classList.add("open");
  };
  const found = event => event.target.closest("[data-line], [data-clause], [data-tags]");
  const close = () => { held = false; panel.classList.remove("open"); };

  document.addEventListener("pointerover", event => {
    const target = found(event);
    if (target && !held && event.pointerType === "mouse") show(target);
  });
  document.addEventListener("focusin", event => { const target = found(event); if (target && !held) show(target); });
  document.addEventListener("click", event => {
    const target = found(event);
    if (target) { held = true; show(target); } else if (!event.target.closest("#panel, .tools")) close();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") close(); });
  document.getElementById("close").addEventListener("click", close);
  document.querySelectorAll("[data-show]").forEach(box => box.addEventListener("change",
    () => document.body.classList.toggle("hide-" + box.dataset.show, !box.checked)));
  document.querySelector("[data-only]").addEventListener("change",
    event => document.body.classList.toggle("only-commitments", event.target.checked));
})();
