// Menus in which one thing is chosen: the browser's own, and one that asks the app for its options.
import { type ElementProps, useField } from './field.ts';
import { type Offer, offerOf, placeholderOf, useOffers } from './options.ts';
import { Picker } from './picker.tsx';
import { useSuggestions } from './suggestions.ts';

export function Select(props: ElementProps) {
  const field = useField(props);
  const offers = useOffers(props.element);
  const groups = [...new Set(offers.map((offer) => offer.group))];
  const value = typeof field.entry === 'string' ? field.entry : '';
  return (
    <select
      className="select"
      id={props.input?.id}
      aria-label={props.input ? undefined : placeholderOf(props.element)}
      value={value}
      onChange={(event) => field.change(event.target.value || null)}
    >
      <option value="">{placeholderOf(props.element)}</option>
      {groups.map((group) => (
        <Group key={group ?? ''} label={group} offers={offers.filter((offer) => offer.group === group)} />
      ))}
    </select>
  );
}

function Group({ label, offers }: { label?: string; offers: Offer[] }) {
  const options = offers.map(({ value, label: words, description }) => (
    <option key={value} value={value} title={description}>
      {words}
    </option>
  ));
  return label ? <optgroup label={label}>{options}</optgroup> : options;
}

export function ExternalSelect(props: ElementProps) {
  const field = useField(props);
  const { offers, ask } = useSuggestions(field.key);
  const initial = props.element.initial_option as Parameters<typeof offerOf>[0] | undefined;
  const known = [...offers, ...(initial ? [offerOf(initial)] : [])];
  return (
    <Picker
      id={props.input?.id}
      label={placeholderOf(props.element)}
      offers={known}
      chosen={typeof field.entry === 'string' ? [field.entry] : []}
      onChange={(chosen) => field.change(chosen.at(-1) ?? null)}
      onQuery={ask}
      most={1}
    />
  );
}
