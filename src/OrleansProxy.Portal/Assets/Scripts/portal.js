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
