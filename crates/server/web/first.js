// Runs before the page is drawn, so that it never appears in the wrong light: the appearance that the reader chose.
try {
  const chosen = localStorage.getItem("chuchu.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // storage may be forbidden; the page then follows the system
}
