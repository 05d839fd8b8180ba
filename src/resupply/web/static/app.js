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

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
