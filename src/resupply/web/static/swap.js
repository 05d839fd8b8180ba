// Fetches an address of this server and shows its content in place; the address stays the state.

const parser = new DOMParser();
const withoutPlace = (address) => address.split("#")[0];
let latest = 0;
let shown = withoutPlace(location.href);

/** Show an address in `#main`. Falls back to plain navigation when anything is odd. */
export async function swap(address, { push = true } = {}) {
  const main = document.getElementById("main");
  const mine = ++latest;
  main.setAttribute("aria-busy", "true");
  let page;
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    page = parser.parseFromString(await answer.text(), "text/html");
    address = answer.url;
  } catch {
    location.assign(address);
    return;
  }
  if (mine !== latest) return; // a later one is on its way
  const fresh = page.getElementById("main");
  if (!fresh) {
    location.assign(address);
    return;
  }
  const held = document.activeElement?.id;
  const open = [...main.querySelectorAll("details[open]")].map((d) => d.className);
  main.replaceChildren(...fresh.childNodes);
  main.removeAttribute("aria-busy");
  for (const details of main.querySelectorAll("details")) {
    if (details.className && open.includes(details.className)) details.open = true;
  }
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  replacePart(page, "header.top");
  replacePart(page, "nav.menu");
  if (push) history.pushState({}, "", address);
  shown = withoutPlace(location.href);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
  document.getElementById("said").textContent = document.title;
  document.dispatchEvent(new CustomEvent("swapped"));
}

/** Links of the menu carry the bounds, so they change with the content. */
function replacePart(page, selector) {
  const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
  if (!old || !fresh || old.contains(document.activeElement)) return;
  const folded = old.querySelector("details:not([open])");
  old.replaceWith(fresh);
  if (folded) fresh.querySelector("details")?.removeAttribute("open");
}

/** The address a GET form asks, without its empty fields. */
export function addressOf(form, submitter) {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) {
    if (typeof value === "string" && value.trim()) asked.append(name, value.trim());
  }
  const query = asked.toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

export function install() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-swap]") || form.method !== "get") return;
    event.preventDefault();
    swap(addressOf(form, event.submitter));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey
        || event.shiftKey || event.altKey) return;
    event.preventDefault();
    swap(link.href);
  });
  // Going to a place within the page pops a state too, and shows nothing else.
  addEventListener("popstate", () => {
    if (withoutPlace(location.href) !== shown) swap(location.href, { push: false });
  });
}
