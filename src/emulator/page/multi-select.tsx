// Menus in which several things are chosen.
import { type ElementProps, useField } from './field.ts';
import { placeholderOf, useOffers } from './options.ts';
import { Picker } from './picker.tsx';
import { useSuggestions } from './suggestions.ts';

export function MultiSelect(props: ElementProps) {
  const field = useField(props);
  const fixed = useOffers(props.element);
  const external = props.element.type === 'multi_external_select';
  const { offers, ask } = useSuggestions(field.key);
  const most = props.element.max_selected_items;
  return (
    <Picker
      id={props.input?.id}
      label={placeholderOf(props.element)}
      offers={external ? offers : fixed}
      chosen={Array.isArray(field.entry) ? (field.entry as string[]) : []}
      onChange={(chosen) => field.change(chosen)}
      onQuery={external ? ask : undefined}
      most={typeof most === 'number' ? most : Number.POSITIVE_INFINITY}
    />
  );
}
