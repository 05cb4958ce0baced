// A film of another site is asked for when the visitor presses its button, and not before: until then its
// frame lies in a template, which browsers do not load.
for (const screen of document.querySelectorAll("[data-embed]")) {
  const offer = screen.querySelector(".embed-offer");
  const load = screen.querySelector("[data-embed-load]");

  load.addEventListener("click", () => {
    const film = document.createElement("div");
    film.className = "embed-film";
    film.append(screen.querySelector("template").content.cloneNode(true));
    film.querySelector("[data-embed-close]").addEventListener("click", () => {
      film.remove();
      offer.hidden = false;
      load.focus();
    });
    offer.hidden = true;
    screen.append(film);
    film.querySelector("iframe").focus();
  });
}
