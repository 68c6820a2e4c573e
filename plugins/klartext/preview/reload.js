// Loads the page again when the preview was built, and says so when it could not be built.
const changes = new EventSource("/-/changes");
const language = document.documentElement.lang.startsWith("de") ? "de" : "en";
const failure = {
  de: "Der Blog ließ sich nicht bauen; woran es liegt, steht im Terminal. Sie sehen den letzten guten Stand.",
  en: "The blog could not be built; the terminal tells why. You see the last good state.",
};
changes.addEventListener("built", () => location.reload());
changes.addEventListener("failed", () => {
  if (document.querySelector("[data-preview-failure]")) return;
  const bar = document.createElement("p");
  bar.dataset.previewFailure = "";
  bar.setAttribute("role", "alert");
  bar.lang = language;
  bar.textContent = failure[language];
  // The pages' policy forbids style attributes in markup, not these.
  Object.assign(bar.style, {
    position: "fixed", inset: "auto 0 0 0", margin: 0, padding: "1rem", zIndex: 9, background: "#8f1d14", color: "#fff",
    font: "1rem/1.4 system-ui, sans-serif",
  });
  document.body.append(bar);
});
addEventListener("pagehide", () => changes.close());
