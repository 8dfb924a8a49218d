// Before anything is drawn: the theme that this reader chose last, if any. Storage may be forbidden; then the system's stands.
try {
  const chosen = localStorage.getItem("sumber-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {}
