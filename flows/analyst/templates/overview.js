"use strict";
(() => {
  const tip = document.getElementById("tip");
  const at = (x, y) => {
    tip.style.left = Math.max(8, Math.min(x + 12, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(8, y - tip.offsetHeight - 10) + "px";
  };
  const show = event => {
    const mark = event.target.closest('.chart [role="graphics-symbol"][aria-label]');
    tip.classList.toggle("on", Boolean(mark));
    if (!mark) return;
    tip.textContent = mark.getAttribute("aria-label");
    at(event.clientX, event.clientY);
  };
  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
})();
