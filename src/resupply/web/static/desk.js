// The review desk: the field in focus lights its own words, and one key each does what buttons do.

const free = (target) => target.matches?.("input[type=radio], input[type=checkbox], input[type=submit]")
  || !target.closest?.("input, select, textarea, [contenteditable]");

function light(name) {
  for (const mark of document.querySelectorAll(".text mark.lit")) mark.classList.remove("lit");
  if (!name) return;
  const lit = [...document.querySelectorAll(`.text mark[data-fields~="${CSS.escape(name)}"]`)];
  for (const mark of lit) mark.classList.add("lit");
  if (lit.length) show(lit[0]);
}

/** Scroll the text, and nothing else. */
function show(mark) {
  const pane = mark.closest("[data-text]");
  const off = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (off < 0 || off > pane.clientHeight - 40) pane.scrollTop += off - pane.clientHeight / 3;
}

function act(part) {
  const details = part.closest("details");
  if (part.matches("summary")) {
    details.open = true;
    details.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  } else if (part.matches("a, button")) {
    part.click();
  } else {
    part.focus();
    part.select?.();
  }
}

function first() {
  const field = document.querySelector("[data-first] input, [data-first] select");
  field?.focus();
  field?.select?.();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#main form")) {
    event.target.blur();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!free(event.target) || document.querySelector("dialog[open]")) return;
  const part = document.querySelector(`[data-does="${CSS.escape(event.key)}"]`);
  if (!part && event.key !== "e") return;
  event.preventDefault();
  if (part) act(part);
  else first();
});
document.addEventListener("focusin", (event) => light(event.target.dataset?.lights));

// The name stands once on the page, and goes with every form of it.
document.addEventListener("submit", (event) => {
  const named = document.querySelector("#by-decide");
  const own = event.target.querySelector?.("[data-by]");
  if (named && own) own.value = named.value;
});

// A file that would be refused is not sent.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (event.target.type !== "file" || !form?.dataset.fileMax) return;
  const large = [...event.target.files].some((file) => file.size > Number(form.dataset.fileMax));
  event.target.setCustomValidity(large ? form.dataset.tooLarge : "");
  event.target.reportValidity();
});

function begin() {
  const words = document.getElementById("words");
  if (words?.closest("[data-text]")) show(words);
  document.getElementById("refused")?.focus();
}
document.addEventListener("swapped", begin);
begin();
