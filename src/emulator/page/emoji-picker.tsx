// A small box to find an emoji by its name.

import { useRef, useState } from 'react';
import { focused } from './draw.ts';
import { Icon } from './icons.tsx';
import { sideOf, useOutside } from './menu.tsx';
import { usePage } from './use-client.ts';

const FIRST = [
  'pushpin',
  'white_check_mark',
  'eyes',
  '+1',
  'fire',
  'rotating_light',
  'tada',
  'heart',
  'raised_hands',
  'thinking_face',
  'warning',
  'x',
  'wave',
  'pray',
  'rocket',
  'bug',
  'mag',
  'hourglass_flowing_sand',
  'memo',
  'clap',
  'joy',
  'sob',
  'ok_hand',
  '100',
];
const SHOWN = 48;

type Props = {
  className: string;
  label: string;
  onPick: (name: string) => void;
  onOpen?: (open: boolean) => void;
};

export function EmojiButton({ className, label, onPick, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const show = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };
  useOutside(root, open, () => show(false));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come up from the buttons inside
    <div
      className="menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          event.stopPropagation();
          show(false);
        }
      }}
    >
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-expanded={open}
        onClick={() => show(!open)}
      >
        <Icon name="smile" />
      </button>
      {open && (
        <EmojiBox
          side={sideOf(root.current)}
          pick={(name) => {
            show(false);
            onPick(name);
          }}
        />
      )}
    </div>
  );
}

function EmojiBox({ side, pick }: { side: string; pick: (name: string) => void }) {
  const table = usePage((state) => state.boot.emoji);
  const [query, setQuery] = useState('');
  const wanted = query.toLowerCase().replaceAll(' ', '_');
  const names = wanted ? foundIn(table, wanted) : FIRST;
  return (
    <div className={`${side} emoji-box`}>
      <input
        ref={focused}
        className="text-field"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && names[0]) {
            pick(names[0]);
          }
        }}
      />
      <div className="emoji-grid">
        {names.map((name) => (
          <button key={name} type="button" aria-label={name} title={`:${name}:`} onClick={() => pick(name)}>
            {table[name]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Names that begin with what was typed come first. */
function foundIn(table: Record<string, string>, wanted: string): string[] {
  const found = Object.keys(table).filter((name) => name.includes(wanted));
  return found.sort((one, other) => one.indexOf(wanted) - other.indexOf(wanted)).slice(0, SHOWN);
}
