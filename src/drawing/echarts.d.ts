/** As much of echarts as is used here: the file that is loaded has no types of its own. */
declare module "echarts/dist/echarts.esm.min" {
  interface Drawn {
    setOption(option: object): void;
    renderToSVGString(): string;
    dispose(): void;
  }
  export function init(element: null, theme: null, options: object): Drawn;
}
