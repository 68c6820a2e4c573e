// Isso's text fields have no name that a screen reader could say: the page gives them one.
(() => {
  const thread = document.getElementById("isso-thread");
  const nameFields = () => {
    for (const field of thread.querySelectorAll("textarea:not([aria-label])")) {
      field.setAttribute("aria-label", thread.dataset.field);
    }
  };
  new MutationObserver(nameFields).observe(thread, { childList: true, subtree: true });
})();
