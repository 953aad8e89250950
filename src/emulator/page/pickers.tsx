// Dates and times, with the browser's own pickers.
import type { PlainTextElement } from '@slack/types';
import { fieldFromSeconds, secondsFromField } from './dates.ts';
import { type ElementProps, useField } from './field.ts';
import { useZone } from './use-client.ts';

export function PickerField(props: ElementProps) {
  const field = useField(props);
  const placeholder = props.element.placeholder as PlainTextElement | undefined;
  return (
    <input
      className="text-field narrow"
      id={props.input?.id}
      type={props.element.type === 'datepicker' ? 'date' : 'time'}
      aria-label={props.input ? undefined : (placeholder?.text ?? 'Pick')}
      title={placeholder?.text}
      value={typeof field.entry === 'string' ? field.entry : ''}
      onChange={(event) => field.change(event.target.value || null)}
    />
  );
}

/** Shown in the zone of the person, sent as seconds since 1970. */
export function DateTimeField(props: ElementProps) {
  const field = useField(props);
  const zone = useZone();
  const shown = field.entry === null ? '' : fieldFromSeconds(Number(field.entry), zone);
  return (
    <span className="with-zone">
      <input
        className="text-field narrow"
        id={props.input?.id}
        type="datetime-local"
        aria-label={props.input ? undefined : 'Date and time'}
        value={shown}
        onChange={(event) =>
          field.change(event.target.value ? secondsFromField(event.target.value, zone) : null)
        }
      />
      <span className="zone">{zone}</span>
    </span>
  );
}
