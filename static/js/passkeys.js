// Passkeys are offered where the browser can use them. A page without this script explains itself.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("[data-passkey]").forEach((one) => { one.hidden = false; });
  document.querySelectorAll("[data-without-passkey]").forEach((one) => { one.hidden = true; });
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const problem = document.getElementById("passkey_problem");
  problem.hidden = false;
  problem.focus();
});
