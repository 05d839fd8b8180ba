// Charts are drawn by the server; on demand they become interactive. The runtime is large, so it
// comes only then. Expressions are interpreted: the security policy allows no `eval`.

let runtime;

const load = () => (runtime ??= import("/static/vega/runtime.js"));

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
};

async function locale() {
  const lang = document.documentElement.lang;
  if (lang === "en") return {};
  const answer = await fetch(`/static/vega/locale-${lang}.json`);
  return answer.ok ? answer.json() : {};
}

export async function liven(chart) {
  if (chart.dataset.isLive) return;
  chart.dataset.isLive = "yes";
  const address = new URL(chart.dataset.spec, location.href);
  address.searchParams.set("_theme", isDark() ? "dark" : "light");
  try {
    const [spec, words] = await Promise.all([fetch(address).then((a) => a.json()), locale(), load()]);
    const place = document.createElement("div");
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", chart.querySelector("img").alt);
    await window.vegaEmbed(place, spec, {
      ast: true, actions: false, renderer: "svg", tooltip: { theme: isDark() ? "dark" : "light" },
      ...words,
    });
    chart.replaceChildren(place);
  } catch (error) {
    delete chart.dataset.isLive; // the picture of the server stays
    console.warn(error);
  }
}

export function install() {
  const begin = (event) => {
    const chart = event.target.closest?.(".chart[data-spec]");
    if (chart) liven(chart);
  };
  document.addEventListener("pointerover", begin, { passive: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".live")) begin(event);
  });
}

if (document.body.classList.contains("embedded")) install();
