const light = {
  ground: '#ffffff',
  ink: '#1f2328',
  quiet: '#59636e',
  line: '#d1d9e0',
  onState: '#ffffff',
  closed: '#1a7f37',
  open: '#cf222e',
  halfOpen: '#d4a72c',
  outage: '#cf222e',
  primary: '#0969da',
  region: '#1b9e9e',
  cheaper: '#8250df',
  cached: '#e8912d',
  static: '#8c959f',
};

const dark: typeof light = {
  ground: '#0d1117',
  ink: '#e6edf3',
  quiet: '#9198a1',
  line: '#30363d',
  onState: '#0d1117',
  closed: '#3fb950',
  open: '#f85149',
  halfOpen: '#e3b341',
  outage: '#f85149',
  primary: '#58a6ff',
  region: '#39c5cf',
  cheaper: '#bc8cff',
  cached: '#f0a14a',
  static: '#7d8590',
};

const colours = (palette: typeof light): string => `
  .ground { fill: ${palette.ground}; stroke: ${palette.line}; }
  text { fill: ${palette.ink}; }
  .quiet { fill: ${palette.quiet}; }
  .state { fill: ${palette.onState}; }
  .grid, .axis { stroke: ${palette.line}; }
  .outage, .outage-edge, .outage-name { fill: ${palette.outage}; }
  .closed { fill: ${palette.closed}; }
  .open, .failed { fill: ${palette.open}; }
  .half-open, .probe { fill: ${palette.halfOpen}; }
  .primary { fill: ${palette.primary}; }
  .region { fill: ${palette.region}; }
  .cheaper { fill: ${palette.cheaper}; }
  .cached { fill: ${palette.cached}; }
  .static { fill: ${palette.static}; }`;

/** The style sheet of the timeline, for light and for dark ground: the reader's preference decides. */
export const timelineStyle = `<style>
  text { font: 12px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
  .heading { font-size: 21px; font-weight: 600; }
  .state { font-weight: 600; }
  .middle { text-anchor: middle; }
  .end { text-anchor: end; }
  .grid { stroke-dasharray: 2 4; }
  .outage { fill-opacity: 0.09; }
  .outage-name { font-weight: 600; }${colours(light)}
  @media (prefers-color-scheme: dark) {${colours(dark).replaceAll('\n', '\n  ')}
  }
</style>`;
