/** How many of many parts are drawn: the first at once, the others in steps, so that the page answers meanwhile. */
export class Gradual {
  drawn = $state(0);
  constructor(readonly first: number, most: () => number) {
    this.drawn = first;
    $effect(() => {
      if (this.drawn >= most()) return;
      const timer = setTimeout(() => (this.drawn += Math.max(1, first, this.drawn >> 1)), 20);
      return () => clearTimeout(timer);
    });
  }
}
