/** Resolves after the first picture has been painted, when the browser has nothing better to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const rest = () => {
      if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve(), { timeout: 500 });
      else setTimeout(resolve, 100);
    };
    if (document.visibilityState === 'hidden') rest();
    else requestAnimationFrame(() => requestAnimationFrame(rest));
  });
}
