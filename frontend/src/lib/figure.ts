/** Saving pictures: an SVG with its colours written in, or the same drawn as PNG. */
const PROPERTIES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "opacity", "text-anchor"];

function standalone(figure: SVGSVGElement): { text: string; width: number; height: number } {
  const copy = figure.cloneNode(true) as SVGSVGElement;
  const from = [figure, ...figure.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, n) => {
    const shown = getComputedStyle(element);
    for (const name of PROPERTIES) {
      const value = shown.getPropertyValue(name);
      if (value && value !== "none") to[n]!.setAttribute(name, value.replace(/"/g, "'"));
      else if (name === "fill" && value === "none") to[n]!.setAttribute(name, "none");
    }
    to[n]!.removeAttribute("class");
    to[n]!.removeAttribute("tabindex");
  });
  const box = figure.viewBox.baseVal;
  const width = box.width || figure.clientWidth;
  const height = box.height || figure.clientHeight;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [key, value] of Object.entries({ x: box.x, y: box.y, width, height })) ground.setAttribute(key, String(value));
  ground.setAttribute("fill", getComputedStyle(document.documentElement).getPropertyValue("--panel"));
  copy.insertBefore(ground, copy.firstChild);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

export function download(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveSvg(figure: SVGSVGElement, name: string): void {
  download(new Blob([standalone(figure).text], { type: "image/svg+xml" }), `${name}.svg`);
}

export async function savePng(figure: SVGSVGElement, name: string): Promise<void> {
  const { text, width, height } = standalone(figure);
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const data = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (data) download(data, `${name}.png`);
}

/** The attitude map as a picture of its own. */
export function heatmapFigure(down: string, across: string, cells: { down: string; across: string; lines: string[]; level: string }[]): SVGSVGElement {
  const NS = "http://www.w3.org/2000/svg";
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name: string): string => tokens.getPropertyValue(name).trim();
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 640 300");
  const add = (name: string, values: Record<string, string | number>, text = ""): void => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, String(value));
    element.textContent = text;
    svg.append(element);
  };
  const font = { "font-family": "sans-serif", "font-size": 13, fill: colour("--ink") };
  add("text", { x: 10, y: 22, ...font }, `Across: ${across}. Down: ${down}. * starts from today.`);
  const order = ["-", "0", "+"];
  order.forEach((sign, n) => {
    add("text", { x: 150 + n * 180, y: 50, "text-anchor": "middle", ...font }, sign);
    add("text", { x: 25, y: 110 + (2 - n) * 78, "text-anchor": "middle", ...font }, sign);
  });
  for (const cell of cells) {
    const x = 62 + order.indexOf(cell.across) * 180;
    const y = 62 + (2 - order.indexOf(cell.down)) * 78;
    const fill = cell.level === "starts" ? "--accent" : cell.level === "holds" ? "--accent-soft" : "--sunken";
    add("rect", { x, y, width: 174, height: 72, rx: 6, fill: colour(fill) });
    const lines = cell.lines.length ? cell.lines : ["nothing lasts"];
    const ink = { ...font, "font-size": 11, fill: colour(cell.level === "starts" ? "--on-accent" : "--ink") };
    lines.forEach((line, n) => add("text", { x: x + 87, y: y + 40 + (n - (lines.length - 1) / 2) * 16, "text-anchor": "middle", ...ink }, line.length > 30 ? `${line.slice(0, 28)} …` : line));
  }
  document.body.append(svg);
  setTimeout(() => svg.remove(), 1000);
  return svg;
}
