/**
 * How many of a budget each gets: a fair share, at least one, no more than it wants; what one does not want goes to the
 * others. What cannot be divided goes to those that came first. More than the budget where there are more than that.
 *
 * @param wants may be infinite
 */
export function share(budget: number, wants: readonly number[]): number[] {
  const shares = wants.map((want) => Math.max(1, want));
  if (budget === Number.POSITIVE_INFINITY) return shares;
  // The most modest first: what it leaves is divided among those that come after it.
  const order = [...shares.entries()].sort(([one, its], [other, others]) => its - others || other - one);
  let rest = budget;
  for (const [done, [index, want]] of order.entries()) {
    const fair = Math.max(1, Math.floor(rest / (order.length - done)));
    shares[index] = Math.min(want, fair);
    rest -= Math.min(want, fair);
  }
  return shares;
}
