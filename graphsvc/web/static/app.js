// Every page works without this script. It remembers light or dark, and closes the menu with Escape.
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  let theme = "auto";
  try {
    theme = localStorage.getItem("theme") || "auto";
  } catch {
    // storage is switched off: the choice holds for this page only
  }
  const show = () => {
    if (theme === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
  };
  if (!themes.includes(theme)) theme = "auto";
  show(); // before the first paint, so that nothing flashes

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => { button.textContent = button.dataset[theme]; };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      show();
      label();
      try {
        localStorage.setItem("theme", theme);
      } catch {
        // as above
      }
    });

    const menu = document.querySelector("details.menu");
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
})();
