/** Waiting that has become long enough to be shown. */

/** Milliseconds; what is shown sooner only flickers, and painting it costs more than the answer takes. */
const patience = 300;

/** Whether something has been waited for so long that the reader should see it. */
export function lateness(isWaiting: () => boolean): { readonly late: boolean } {
  let late = $state(false);
  $effect(() => {
    if (!isWaiting()) return;
    const timer = setTimeout(() => (late = true), patience);
    return () => {
      clearTimeout(timer);
      late = false;
    };
  });
  return {
    get late() {
      return late;
    },
  };
}
