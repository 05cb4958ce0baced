// The portal keeps nothing in its visitors' browsers. htmx would note the current address in the
// session storage; without one it asks the server again when somebody goes back.
"use strict";
Object.defineProperty(window, "sessionStorage", {
  get() {
    throw new DOMException("The portal keeps nothing in the browser.", "SecurityError");
  },
});
