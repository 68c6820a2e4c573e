// Shows the buttons of a quote that need a script: copy, and the device's own share sheet. Sends nothing anywhere.
for (const button of document.querySelectorAll("button[data-quote]")) {
  const { quote, text, url } = button.dataset;
  if (quote === "copy" && navigator.clipboard) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText([text, url].filter(Boolean).join(" "));
      button.textContent = button.dataset.done;
    };
  } else if (quote === "share" && navigator.share) {
    button.hidden = false;
    // Closing the sheet rejects the promise; that is no error.
    button.onclick = () => navigator.share(url ? { text, url } : { text }).catch(() => {});
  }
}
