// Keys: `?` lists them, `/` filter, `g` and a letter go to a page, `d` download, `s` sources.

let waiting = 0;

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");

function help() {
  const link = document.querySelector("[data-help]");
  const box = document.getElementById("keys") || document.body.appendChild(Object.assign(
    document.createElement("dialog"), { id: "keys" }));
  if (box.open) return box.close();
  fetch(link.href, { headers: { Accept: "text/html" } }).then((a) => a.text()).then((text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
    close.textContent = page.querySelector("[data-close]")?.textContent || "Close";
    close.addEventListener("click", () => box.close());
    box.setAttribute("aria-label", page.querySelector("h1").textContent);
    box.replaceChildren(...page.getElementById("main").childNodes, close);
    box.querySelector("[data-close]")?.remove();
    box.showModal();
  });
}

function toFilter() {
  const field = document.querySelector("[data-find]") || document.querySelector(".bar input");
  field?.focus();
  field?.select?.();
}

function toFiles() {
  document.querySelector("[data-files] a")?.focus();
}

function toSources() {
  const details = document.querySelector("[data-sources]");
  if (!details) return;
  details.open = true;
  details.querySelector("summary").focus();
}

export function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const details = target && target.closest("details");
  if (details) {
    details.open = true;
    target.scrollIntoView({ block: "center" });
  }
}

export function install() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const now = Date.now();
    if (waiting > now) {
      waiting = 0;
      const link = document.querySelector(`.menu a[data-key="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    const does = { "?": help, "/": toFilter, d: toFiles, s: toSources }[event.key];
    if (event.key === "g") waiting = now + 1500;
    if (!does) return;
    event.preventDefault();
    does();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-help]")) {
      event.preventDefault();
      help();
    }
  });
  addEventListener("hashchange", openTarget);
  openTarget();
}
