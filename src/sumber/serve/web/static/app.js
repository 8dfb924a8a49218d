// What the pages do beyond links and forms: the theme, the layers of a text, the side panel, and charts when there are any.

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

document.getElementById("theme").addEventListener("click", () => {
  const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("sumber-theme", root.dataset.theme);
  } catch {}
  document.dispatchEvent(new Event("theme"));
});
dark.addEventListener("change", () => document.dispatchEvent(new Event("theme")));

// On a narrow screen the list comes first, the filters when they are asked for.
if (matchMedia("(max-width: 1000px)").matches && !location.search) {
  document.querySelector(".filters")?.removeAttribute("open");
}

// An empty field asks for nothing and has no place in an address that people pass on.
document.addEventListener("submit", ({ target }) => {
  for (const field of target.querySelectorAll("input, select")) {
    if (field.name && !field.value) field.disabled = true;
  }
});
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
});

document.querySelector("[data-layers]")?.addEventListener("change", ({ target }) => {
  document.getElementById("text").classList.toggle(`no-${target.value}`, !target.checked);
});

// The panel stands below the text on a narrow screen: bring it into view, and let the keyboard go on from there.
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "panel") return;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  if (detail.requestConfig.elt.closest("#text")) detail.requestConfig.elt.classList.add("chosen");
  if (matchMedia("(max-width: 1000px)").matches) detail.target.scrollIntoView({ block: "start" });
  detail.target.focus({ preventScroll: true });
});

const charts = document.querySelectorAll("[data-chart]");
if (charts.length) {
  const { draw } = await import("/static/charts.js");
  for (const place of charts) draw(place);
}
