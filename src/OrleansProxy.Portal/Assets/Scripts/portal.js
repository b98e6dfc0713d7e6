// What the pages ask of the browser.
window.orleansProxy = {
  zone: () => ({
    name: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
    offsetMinutes: -new Date().getTimezoneOffset(),
  }),
};
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.querySelector('.rz-dialog-side-titlebar-close')?.click();
});
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-reload]')) location.reload();
});
// A circuit that the program no longer knows cannot be taken up again: the page starts anew as soon as the proxy answers.
(() => {
  const notice = document.getElementById('components-reconnect-modal');
  if (!notice) return;
  const isIn = (...states) => states.some((state) => notice.classList.contains(`components-reconnect-${state}`));
  let watch = 0;
  let answers = 0;
  const look = async () => {
    try {
      answers += (await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' })).ok ? 1 : 0;
    } catch {
      answers = 0; // Still away; the next look may find it.
    }
    // A circuit that lives on is back before the second answer.
    if (answers > 1 && isIn('show', 'failed')) location.reload();
  };
  new MutationObserver(() => {
    if (isIn('rejected')) location.reload();
    const lost = isIn('show', 'failed');
    if (lost && !watch) watch = setInterval(look, 3000);
    if (!lost && watch) {
      clearInterval(watch);
      watch = answers = 0;
    }
  }).observe(notice, { attributes: true, attributeFilter: ['class'] });
})();
