// The canvas of a channel: read as a document, written in section by section.

import { type MouseEvent, useMemo, useState } from 'react';
import type { ShownCanvas, ShownChannel, ShownSection } from '../client-api/shapes.ts';
import { drawnCanvas } from './canvas-html.ts';
import { focused } from './draw.ts';
import { Icon } from './icons.tsx';
import { nameOf, useClient, usePage, useUser } from './use-client.ts';
import { useOpenLink } from './words.tsx';

/** `id`: which of its canvases; the first unless said. */
export function CanvasTab({ channel, id }: { channel: ShownChannel; id?: string }) {
  const canvases = usePage((state) => state.details[channel.id]?.canvases);
  const canvas = canvases?.find((each) => each.id === id) ?? canvases?.[0];
  if (!canvas) {
    return <p className="empty">This channel has no canvas.</p>;
  }
  return (
    <div className="messages canvas">
      <article className="canvas-page">
        <h1 className="canvas-title">{canvas.title}</h1>
        {canvas.sections.map((section) => (
          <Section key={section.id} section={section} canvas={canvas} />
        ))}
        {canvas.writable && <Append canvas={canvas} />}
      </article>
    </div>
  );
}

function Section({ section, canvas }: { section: ShownSection; canvas: ShownCanvas }) {
  const client = useClient();
  const [editing, setEditing] = useState(false);
  const editor = nameOf(useUser(section.editedBy));
  const change = (markdown: string) =>
    client.act('editCanvas', {
      canvas: canvas.id,
      change:
        markdown.trim() === ''
          ? { operation: 'delete', sectionId: section.id }
          : { operation: 'replace', sectionId: section.id, markdown },
    });
  if (editing) {
    return <SectionEditor start={section.markdown} save={change} close={() => setEditing(false)} />;
  }
  return (
    <div className="canvas-section">
      <SectionHtml html={section.html} />
      {canvas.writable && (
        <button
          type="button"
          className="icon-button edit-section"
          aria-label="Edit this section"
          title={`Edit this section. Last changed by ${editor}.`}
          onClick={() => setEditing(true)}
        >
          <Icon name="edit" />
        </button>
      )}
    </div>
  );
}

/** The workspace's own HTML, with names and emoji put in; its links open here. */
function SectionHtml({ html }: { html: string }) {
  const open = useOpenLink();
  const overview = usePage((state) => state.overview);
  const emoji = usePage((state) => state.boot.emoji);
  const me = usePage((state) => state.me);
  const drawn = useMemo(() => drawnCanvas(html, overview, emoji, me), [html, overview, emoji, me]);
  const follow = (event: MouseEvent) => {
    const href = (event.target as HTMLElement).closest('a')?.getAttribute('href');
    if (href) {
      open(event, href);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links in it take the keyboard themselves
    <div
      className="canvas-html"
      onClick={follow}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the workspace escapes the words; the page's policy allows no other script
      dangerouslySetInnerHTML={{ __html: drawn }}
    />
  );
}

type EditorProps = { start: string; save: (markdown: string) => Promise<unknown>; close: () => void };

function SectionEditor({ start, save, close }: EditorProps) {
  const [text, setText] = useState(start);
  const finish = async () => {
    if (await save(text)) {
      close();
    }
  };
  return (
    <div className="edit-box">
      <textarea
        ref={focused}
        className="text-field"
        aria-label="Markdown of this section"
        rows={Math.min(16, text.split('\n').length + 1)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            close();
          } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            void finish();
          }
        }}
      />
      <div className="row">
        <span className="quiet">Markdown</span>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
        <button type="button" className="button primary" onClick={() => void finish()}>
          Save
        </button>
      </div>
    </div>
  );
}

function Append({ canvas }: { canvas: ShownCanvas }) {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const save = (markdown: string) =>
    client.act('editCanvas', { canvas: canvas.id, change: { operation: 'insert_at_end', markdown } });
  return open ? (
    <SectionEditor start="" save={save} close={() => setOpen(false)} />
  ) : (
    <button type="button" className="quiet-link" onClick={() => setOpen(true)}>
      <Icon name="plus" /> Add a paragraph
    </button>
  );
}
