// Check boxes and radio buttons.
import type { Option } from '@slack/types';
import { useId } from 'react';
import { type ElementProps, useField } from './field.ts';
import { TextObject } from './text-object.tsx';

export function Choices(props: ElementProps) {
  const field = useField(props);
  const name = useId();
  const many = props.element.type === 'checkboxes';
  const chosen = Array.isArray(field.entry) ? (field.entry as string[]) : [field.entry];
  const options = props.element.options as Option[];
  const change = (value: string, on: boolean) => {
    const kept = chosen.filter((each) => each !== value && each !== null) as string[];
    field.change(many ? (on ? [...kept, value] : kept) : value);
  };
  return (
    <fieldset className="choices" id={props.input?.id}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(option.value ?? '')}
            onChange={(event) => change(option.value ?? '', event.target.checked)}
          />
          <span>
            <TextObject text={option.text} />
            {option.description && (
              <span className="description">
                <TextObject text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
