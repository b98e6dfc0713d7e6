// Runs before the first paint, so that a chosen theme never flashes.
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem('theme') ?? 'auto'; } catch { return 'auto'; } };
  const apply = (choice) => { root.dataset.theme = choice; };
  apply(stored());
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-theme-choice]');
    if (!button) return;
    const choice = button.dataset.themeChoice;
    apply(choice);
    // A browser that keeps nothing (private windows) still gets the theme for this page.
    try { localStorage.setItem('theme', choice); } catch { console.info('The theme is not remembered: storage is off.'); }
  });
})();
