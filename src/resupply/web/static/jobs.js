// Long work: how far it is, as the server tells it; the page is shown anew when it is done.

import { swap } from "./swap.js";

function follow(box) {
  if (box.dataset.followed) return;
  box.dataset.followed = "yes";
  const bar = box.querySelector("progress");
  const stop = box.querySelector("form[data-stop]");
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
    if (JSON.parse(event.data).state === "stopped" && !box.dataset.listed) {
      stopped(box, stop);
      return;
    }
    if (box.isConnected) swap(location.href, { push: false });
  });
  stop.addEventListener("submit", (event) => {
    event.preventDefault();
    stop.querySelector("button").disabled = true;
    fetch(box.dataset.job, { method: "DELETE" });
  });
}

/** Asking again is the reader's choice: the page itself would begin it anew. */
function stopped(box, stop) {
  const again = Object.assign(document.createElement("a"), { href: location.href });
  again.textContent = stop.dataset.again;
  const told = document.createElement("p");
  told.append(`${stop.dataset.stopped} `, again);
  box.replaceChildren(told);
  document.getElementById("said").textContent = stop.dataset.stopped;
  again.focus();
}

const begin = () => document.querySelectorAll("[data-job]").forEach(follow);

export function install() {
  document.addEventListener("swapped", begin);
  begin();
}
