/** What would be lost if a person left the page now. */
const losses = new Set<object>();

/** While anything needs it, the browser asks before the page is left. A listener that is always there would keep it from being cached. */
export function askBeforeLeaving(loss: object, isNeeded: boolean): void {
  if (isNeeded) losses.add(loss);
  else losses.delete(loss);
  if (losses.size > 0) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = true; // what browsers before 2023 listen to
}
