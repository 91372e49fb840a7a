// Keeps open pages up to date. An element says in data-live which events concern it, and in data-live-said what to tell
// somebody who does not see it; when one comes, the element is fetched again. Without this script pages are as they are
// when they are loaded.
(() => {
  const events = "/api/v1/events";
  const pause = 300;
  const due = new Map();
  let source = null;
  let last = "";

  function refresh(kind, say) {
    clearTimeout(due.get(kind));
    due.set(kind, setTimeout(() => {
      document.querySelectorAll(`[data-live~="${kind}"]`).forEach((part) => {
        const said = say ? part.dataset.liveSaid : "";
        const here = `#${part.id}`;
        window.htmx.ajax("GET", location.href, { target: here, select: here, swap: "outerHTML" }).then(() => {
          const status = document.getElementById("said");
          if (said && status) {
            status.textContent = said;
          }
        });
      });
    }, pause));
  }

  function told(kind, event) {
    last = event.lastEventId;
    const state = kind === "title" ? JSON.parse(event.data).state : "";
    refresh(kind, ["AWARDED", "ELIGIBLE", "RECOGNISED"].includes(state));
  }

  // A hidden page needs no connection, of which a browser has few; a page that comes back goes on where it was.
  function listen() {
    const wanted = document.visibilityState === "visible" && document.querySelector("[data-live]") !== null;
    if (!wanted && source) {
      source.close();
      source = null;
    } else if (wanted && (!source || source.readyState === EventSource.CLOSED)) {
      source = new EventSource(last ? `${events}?after=${encodeURIComponent(last)}` : events);
      ["title", "queue", "job"].forEach((kind) => source.addEventListener(kind, (event) => told(kind, event)));
      source.addEventListener("reset", () => ["title", "queue", "job"].forEach((kind) => refresh(kind, false)));
    }
  }

  if (window.EventSource && window.htmx) {
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("pagehide", () => source && source.close());
    window.addEventListener("pageshow", listen);
    listen();
  }
})();
