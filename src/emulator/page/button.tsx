// Buttons and overflow menus: what acts at once.
import type { Button as ButtonElement, ConfirmationDialog, Overflow as OverflowElement } from '@slack/types';
import { useState } from 'react';
import { useScope } from './block-scope.ts';
import { useConfirm } from './confirm.ts';
import type { ElementProps } from './field.ts';
import { Menu } from './menu.tsx';
import { TextObject } from './text-object.tsx';
import { useOpenLink } from './words.tsx';

/** Presses once at a time, after the element's own question. */
function usePress({ element, blockId }: ElementProps) {
  const scope = useScope();
  const confirm = useConfirm();
  const [busy, setBusy] = useState(false);
  const press = async (value?: string) => {
    if (busy || !(await confirm(element.confirm as ConfirmationDialog | undefined))) {
      return;
    }
    setBusy(true);
    await scope.press(`${blockId}/${element.action_id ?? ''}`, value);
    setBusy(false);
  };
  return { busy, press };
}

export function Button(props: ElementProps) {
  const { busy, press } = usePress(props);
  const open = useOpenLink();
  const { text, style, url, accessibility_label } = props.element as unknown as ButtonElement;
  const look = `button${style ? ` ${style}` : ''}`;
  if (url) {
    return (
      <a
        className={look}
        href={url}
        target="_blank"
        rel="noreferrer noopener"
        onClick={(event) => {
          open(event, url);
          void press();
        }}
      >
        <TextObject text={text} />
      </a>
    );
  }
  return (
    <button
      type="button"
      className={look}
      aria-label={accessibility_label}
      aria-busy={busy}
      onClick={() => void press()}
    >
      <TextObject text={text} />
    </button>
  );
}

export function Overflow(props: ElementProps) {
  const { press } = usePress(props);
  const { options } = props.element as unknown as OverflowElement;
  const items = options.map((option) => ({
    label: option.text.text,
    run() {
      if (option.url) {
        window.open(option.url, '_blank', 'noopener');
      }
      return press(option.value);
    },
  }));
  return <Menu label="More actions" className="button" items={items} />;
}
