// How graphs look: measures, colours and type. Light, so that they print; checked at a phone's width.

/** Layout is in these points; a picture has two and a half dots for each, so that it is sharp at any width it is shown. */
export const WIDTH = 480;
export const HEIGHT = 300;
export const DOTS = 2.5;

export const FAMILY = 'Firescribe Graph';

export const COLOURS = {
  ground: '#ffffff',
  ink: '#1d2433',
  quiet: '#5b6475',
  grid: '#e6e9ef',
  threshold: '#b4462f',
  mark: '#5b6475',
} as const;

/** Told apart also by those who see few colours (Okabe and Ito, "Color Universal Design", 2008), darkened for lines on white. */
export const LINES = ['#0b62a8', '#c05f00', '#00795a', '#a8437f', '#7a6a00', '#2b88b8'] as const;

export const SIZES = { title: 16, text: 12.5, tick: 12.5 } as const;

export const font = (size: number, weight: 400 | 600 = 400) => `${weight} ${size}px "${FAMILY}"`;
