// What all pages do with JavaScript; without it they work by links and forms alone.

import { install as charts } from "./charts.js";
import { install as jobs } from "./jobs.js";
import { install as keys } from "./keys.js";
import { install as swaps } from "./swap.js";

swaps();
keys();
charts();
jobs();

const narrow = matchMedia("(max-width: 52rem)");
const fold = () => document.querySelectorAll("[data-menu], [data-asks]").forEach(
  (part) => part.toggleAttribute("open", !narrow.matches || part.matches(":has(.needed)")));
document.addEventListener("swapped", () => narrow.matches && fold());
narrow.addEventListener("change", fold);
if (narrow.matches) fold();

// Where the system chose the dark, the switch leads to the light.
const themes = () => {
  const link = document.querySelector("[data-theme-switch]");
  if (document.documentElement.dataset.theme !== "auto" || !link) return;
  const other = matchMedia("(prefers-color-scheme: dark)").matches ? "light" : "dark";
  const address = new URL(link.href);
  address.searchParams.set("_theme", other);
  link.href = address;
  link.textContent = link.dataset[other];
};
document.addEventListener("swapped", themes);
themes();

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
