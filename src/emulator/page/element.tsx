// One interactive element of Block Kit, by its type.
import type { ImageElement } from '@slack/types';
import { Button, Overflow } from './button.tsx';
import { Choices } from './choices.tsx';
import type { ElementProps } from './field.ts';
import { FileInput } from './file-input.tsx';
import { MultiSelect } from './multi-select.tsx';
import { DateTimeField, PickerField } from './pickers.tsx';
import { BlockPicture } from './picture.tsx';
import { ExternalSelect, Select } from './select.tsx';
import { TextInput } from './text-input.tsx';

export function Element(props: ElementProps) {
  const { element } = props;
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return <Button {...props} />;
    case 'overflow':
      return <Overflow {...props} />;
    case 'image':
      return <BlockPicture image={element as unknown as ImageElement} small />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Choices {...props} />;
    case 'datepicker':
    case 'timepicker':
      return <PickerField {...props} />;
    case 'datetimepicker':
      return <DateTimeField {...props} />;
    case 'external_select':
      return <ExternalSelect {...props} />;
    case 'file_input':
      return <FileInput {...props} />;
    default:
      return <OtherElement {...props} />;
  }
}

function OtherElement(props: ElementProps) {
  const { type } = props.element;
  if (type.startsWith('multi_')) {
    return <MultiSelect {...props} />;
  }
  if (type.endsWith('_select')) {
    return <Select {...props} />;
  }
  if (type.endsWith('_input')) {
    return <TextInput {...props} />;
  }
  return (
    <span className="undrawn">An element of the kind “{type}” stands here; this page does not draw it.</span>
  );
}
