// The page's own signs, drawn, so that they do not depend on the fonts of a machine.
const SHAPES = {
  lock: 'M5 8V6a3 3 0 0 1 6 0v2M4 8h8v6H4z',
  hash: 'M6 2 5 14M11 2l-1 12M3 6h11M2 10h11',
  pin: 'M6 2h4l-.5 4L12 9H4l2.5-3zM8 9v5',
  page: 'M4 2h6l3 3v9H4zM6 7h5M6 10h5',
  bookmark: 'M5 2h6v12l-3-3-3 3z',
  thread: 'M2 3h12v8H7l-3 3v-3H2z',
  smile: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M5.5 9.5q2.5 2.5 5 0M6 6v.5M10 6v.5',
  more: 'M3 7.5h.01v1H3zM8 7.5h.01v1H8zM13 7.5h.01v1H13z',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  send: 'M3 3l11 5-11 5 2-5zM5 8h5',
  menu: 'M2 4h12M2 8h12M2 12h12',
  edit: 'M3 13l1-3 7-7 2 2-7 7z',
  bolt: 'M9 1 3 9h5l-1 6 6-8H8z',
  eye: 'M1 8q7-9 14 0-7 9-14 0M8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3',
  box: 'M2 3h12v3H2zM3 6v7h10V6M6 9h4',
  play: 'M5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  again: 'M4 3v3h3M4.5 6A5 5 0 1 1 3 9',
} as const;

export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
