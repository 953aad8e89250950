// A button that opens a short list of things to do.

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from './icons.tsx';

export type MenuItem = { label: string; run: () => unknown; danger?: boolean };

type Props = {
  label: string;
  className: string;
  items: MenuItem[];
  children?: ReactNode;
  onOpen?: (open: boolean) => void;
};

export function Menu({ label, className, items, children = <Icon name="more" />, onOpen }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const show = (next: boolean) => {
    setOpen(next);
    onOpen?.(next);
  };
  useOutside(root, open, () => show(false));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come up from the buttons inside
    <div className="menu" ref={root} onKeyDown={(event) => onKey(event, root.current, () => show(false))}>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => show(!open)}
      >
        {children}
      </button>
      {open && (
        <MenuList
          side={sideOf(root.current)}
          items={items}
          close={() => {
            show(false);
            root.current?.querySelector('button')?.focus();
          }}
        />
      )}
    </div>
  );
}

function MenuList({ items, side, close }: { items: MenuItem[]; side: string; close: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div className={side} role="menu" ref={list}>
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          className={item.danger ? 'danger' : undefined}
          onClick={() => {
            close();
            item.run();
          }}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** `above` where there is more room over the button than under it. */
export function sideOf(root: HTMLElement | null): string {
  const { top = 0 } = root?.getBoundingClientRect() ?? {};
  return top > window.innerHeight / 2 ? 'menu-list above' : 'menu-list';
}

/** Closes on a press anywhere else. */
export function useOutside(root: { current: HTMLElement | null }, active: boolean, close: () => void): void {
  useEffect(() => {
    if (!active) {
      return;
    }
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as globalThis.Node)) {
        close();
      }
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });
}

/** Arrows move, Escape closes. */
function onKey(event: KeyboardEvent, root: HTMLElement | null, close: () => void): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape' && items.length > 0) {
    event.stopPropagation();
    close();
    root?.querySelector('button')?.focus();
  } else if (step && items.length > 0) {
    event.preventDefault();
    items[(at + step + items.length) % items.length]?.focus();
  }
}
