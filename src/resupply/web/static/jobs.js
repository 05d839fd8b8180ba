// Long work: how far it is, as the server tells it; the page is shown anew when it is done.

import { swap } from "./swap.js";

function follow(box) {
  if (box.dataset.followed) return;
  box.dataset.followed = "yes";
  const bar = box.querySelector("progress");
  const stop = box.querySelector("[data-stop]");
  const events = new EventSource(`${box.dataset.job}/events`);
  events.addEventListener("progress", (event) => {
    const { done, total, what } = JSON.parse(event.data).progress;
    box.querySelector("[data-what]").textContent = what;
    if (total) {
      bar.max = total;
      bar.value = done;
    }
  });
  events.addEventListener("end", (event) => {
    events.close();
    if (JSON.parse(event.data).state === "stopped") {
      box.remove();
      return;
    }
    if (box.isConnected) swap(location.href, { push: false });
  });
  stop.hidden = false;
  stop.addEventListener("click", () => fetch(box.dataset.job, { method: "DELETE" }));
}

const begin = () => document.querySelectorAll("[data-job]").forEach(follow);

export function install() {
  document.addEventListener("swapped", begin);
  begin();
}
