// The slider of days of knowledge. Without it the bars are links, and the date has its field.

import { swap } from "./swap.js";

function live() {
  const slider = document.querySelector("[data-slider]");
  if (!slider || slider.dataset.isLive) return;
  slider.dataset.isLive = "yes";
  slider.hidden = false;
  const months = [...document.querySelectorAll(".months a")];
  const said = document.querySelector("[data-slider-day]");
  slider.addEventListener("input", () => {
    const day = months[slider.value].title.split(":")[0];
    said.textContent = day;
    slider.setAttribute("aria-valuetext", day);
    months.forEach((m, at) => m.classList.toggle("known", at <= slider.value));
  });
  // Asked when it is let go, not at every step.
  slider.addEventListener("change", async () => {
    const at = slider.value;
    await swap(months[at].href);
    document.querySelector("[data-slider]")?.focus({ preventScroll: true });
  });
  slider.setAttribute("aria-valuetext", said.textContent);
}

live();
document.addEventListener("swapped", live);
