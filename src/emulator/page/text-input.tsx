// Fields of text: of one line or many, addresses and numbers.

import type { PlainTextElement } from '@slack/types';
import type { KeyboardEvent } from 'react';
import { useScope } from './block-scope.ts';
import { focused } from './draw.ts';
import { type ElementProps, useTyping } from './field.ts';

const KINDS: Record<string, string> = { email_text_input: 'email', url_text_input: 'url' };

export function TextInput(props: ElementProps) {
  const { element, input } = props;
  const field = useTyping(props);
  const scope = useScope();
  const value = field.entry === null ? '' : String(field.entry);
  const multiline = element.multiline === true || element.type === 'rich_text_input';
  const most = typeof element.max_length === 'number' ? element.max_length : undefined;
  const shared = {
    className: 'text-field',
    id: input?.id,
    value,
    placeholder: (element.placeholder as PlainTextElement | undefined)?.text,
    maxLength: most,
    ref: element.focus_on_load === true ? focused : undefined,
    onBlur: () => (input?.dispatch || 'channel' in scope.where ? field.commit() : undefined),
  };
  const change = (text: string) => field.change(text === '' ? null : text);
  const onKey = (event: KeyboardEvent) => {
    const sends = multiline ? event.metaKey || event.ctrlKey : !event.shiftKey;
    if (event.key === 'Enter' && sends && !event.nativeEvent.isComposing) {
      event.preventDefault();
      input?.dispatch ? field.commit() : scope.submit?.();
    }
  };
  return (
    <span className="text-input">
      {multiline ? (
        <textarea {...shared} rows={4} onKeyDown={onKey} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={KINDS[element.type] ?? 'text'}
          inputMode={element.type === 'number_input' ? 'decimal' : undefined}
          onKeyDown={onKey}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {most !== undefined && value.length > most * 0.8 && (
        <span className="count">{most - value.length}</span>
      )}
    </span>
  );
}
