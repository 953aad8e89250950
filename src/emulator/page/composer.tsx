// Where one writes: with completion of commands, people, channels and emoji, and files to attach.

import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { type Completion, completionFor, type Suggestion, usageOf } from './completion.ts';
import { CompletionList } from './completion-list.tsx';
import { type PickedFile, pickedFile } from './file-input.tsx';
import { Icon } from './icons.tsx';
import { useClient, usePage } from './use-client.ts';

const ONE_LINE_PX = 32;
const TALLEST_PX = 200;

type Props = {
  channel: string;
  /** ts of the thread it replies to. */
  thread?: string;
  placeholder: string;
};

export function Composer({ channel, thread, placeholder }: Props) {
  const draft = useDraft(channel, thread);
  const completion = useCompletion(draft);
  const [files, setFiles] = useState<PickedFile[]>([]);
  const [broadcast, setBroadcast] = useState(false);
  const send = useSend({ channel, thread, broadcast, files, draft, sent: () => setFiles([]) });
  const usage = usePage((state) => (state.overview ? usageOf(draft.text, state.overview)?.usage : undefined));
  const onKey = (event: KeyboardEvent) => {
    if (
      !completion.onKey(event) &&
      event.key === 'Enter' &&
      !event.shiftKey &&
      !event.nativeEvent.isComposing
    ) {
      event.preventDefault();
      void send();
    }
  };
  return (
    <div className="composer">
      {completion.open && (
        <CompletionList
          {...completion.open}
          at={completion.at}
          choose={completion.choose}
          id={completion.listId}
        />
      )}
      <div className="composer-box">
        <textarea
          ref={draft.box}
          aria-label={placeholder}
          placeholder={placeholder}
          rows={1}
          role="combobox"
          aria-expanded={completion.open !== undefined}
          aria-controls={completion.listId}
          value={draft.text}
          onChange={(event) => {
            draft.write(event.target.value);
            completion.moved();
          }}
          onSelect={completion.moved}
          onBlur={completion.close}
          onKeyDown={onKey}
        />
        <FilePicker add={(picked) => setFiles([...files, ...picked])} />
        <button type="button" className="button primary send" aria-label="Send" onClick={() => void send()}>
          <Icon name="send" />
        </button>
      </div>
      {usage && <p className="usage">{usage}</p>}
      {files.length > 0 && (
        <p className="usage">
          {files.map((file) => file.name).join(', ')}{' '}
          <button type="button" className="quiet-link" onClick={() => setFiles([])}>
            Remove
          </button>
        </p>
      )}
      {thread && (
        <label className="broadcast">
          <input
            type="checkbox"
            checked={broadcast}
            onChange={(event) => setBroadcast(event.target.checked)}
          />
          Also send to the channel
        </label>
      )}
    </div>
  );
}

function FilePicker({ add }: { add: (files: PickedFile[]) => void }) {
  const pick = async (list: FileList | null) => add(await Promise.all([...(list ?? [])].map(pickedFile)));
  return (
    <label className="attach" title="Attach files">
      <Icon name="plus" />
      <input
        type="file"
        multiple
        aria-label="Attach files"
        onChange={(event) => void pick(event.target.files)}
      />
    </label>
  );
}

/** Drafts stay with their channel while the page is open. */
const drafts = new Map<string, string>();

type Draft = { text: string; write(text: string): void; box: RefObject<HTMLTextAreaElement | null> };

function useDraft(channel: string, thread: string | undefined): Draft {
  const key = `${channel}/${thread ?? ''}`;
  const [text, setText] = useState(drafts.get(key) ?? '');
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    if (box.current) {
      box.current.style.height = 'auto';
      box.current.style.height = `${text === '' ? ONE_LINE_PX : Math.min(TALLEST_PX, box.current.scrollHeight)}px`;
    }
  }, [text]);
  return {
    text,
    box,
    write(next) {
      drafts.set(key, next);
      setText(next);
    },
  };
}

type Sending = Omit<Props, 'placeholder'> & {
  broadcast: boolean;
  files: PickedFile[];
  draft: Draft;
  sent: () => void;
};

/** A line that begins with a slash is a command. What was refused stays in the box. */
function useSend({ channel, thread, broadcast, files, draft, sent }: Sending): () => Promise<void> {
  const client = useClient();
  return async () => {
    const text = draft.text.trim();
    if (text === '' && files.length === 0) {
      return;
    }
    draft.write('');
    const place = { channel, ...(thread ? { thread } : {}) };
    const done = text.startsWith('/')
      ? await client.act('slash', { ...place, line: text })
      : await client.act('say', { ...place, text, broadcast, ...(files.length > 0 ? { files } : {}) });
    if (done) {
      sent();
    } else {
      draft.write(text);
    }
  };
}

function useCompletion(draft: Draft) {
  const overview = usePage((state) => state.overview);
  const emoji = usePage((state) => state.boot.emoji);
  const [cursor, setCursor] = useState<number>();
  const [at, setAt] = useState(0);
  const listId = useId();
  const before = draft.text.slice(0, cursor ?? 0);
  const open: Completion | undefined =
    cursor !== undefined && overview ? completionFor(before, overview, emoji) : undefined;
  const choose = (suggestion: Suggestion) => {
    const text =
      draft.text.slice(0, open?.from) + suggestion.insert + draft.text.slice(cursor).replace(/^ /, '');
    draft.write(text);
    setCursor(undefined);
    draft.box.current?.focus();
  };
  return {
    open,
    at,
    listId,
    choose,
    close: () => setCursor(undefined),
    moved() {
      setCursor(draft.box.current?.selectionStart ?? undefined);
      setAt(0);
    },
    /** Whether the key was for the list. */
    onKey(event: KeyboardEvent): boolean {
      const count = open?.suggestions.length ?? 0;
      const chosen = open?.suggestions[at];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      // A command that stands complete is sent, not completed once more.
      const complete = chosen?.insert.trim() === before;
      if (!chosen || (event.key === 'Enter' && complete)) {
        return false;
      }
      if (step) {
        setAt((at + step + count) % count);
      } else if (event.key === 'Tab' || event.key === 'Enter') {
        choose(chosen);
      } else if (event.key === 'Escape') {
        setCursor(undefined);
      } else {
        return false;
      }
      event.preventDefault();
      return true;
    },
  };
}
