// A field that finds and chooses from a list as one types; what is chosen stands before it.
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useOutside } from './menu.tsx';
import type { Offer } from './options.ts';

const SHOWN = 50;

type Props = {
  id?: string;
  label: string;
  offers: Offer[];
  /** Values. */
  chosen: string[];
  onChange: (chosen: string[]) => void;
  /** Where the options come from elsewhere: called with what was typed. */
  onQuery?: (query: string) => void;
  most: number;
};

export function Picker({ id, label, offers, chosen, onChange, onQuery, most }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const listId = useId();
  const search = useSearch({ offers, chosen, onQuery });
  useOutside(root, search.open, search.close);
  const choose = (offer: Offer | undefined) => {
    if (offer) {
      onChange(most === 1 ? [offer.value] : [...chosen, offer.value].slice(0, most));
      search.chosen(most === 1);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      search.move(step);
    } else if (event.key === 'Enter' && search.open) {
      choose(search.shown[search.at]);
    } else if (event.key === 'Escape' && search.open) {
      event.stopPropagation();
      search.close();
    } else {
      if (event.key === 'Backspace' && search.query === '') {
        onChange(chosen.slice(0, -1));
      }
      return;
    }
    event.preventDefault();
  };
  return (
    <div className="picker" ref={root}>
      {chosen.map((value) => (
        <button
          key={value}
          type="button"
          className="chip"
          onClick={() => onChange(chosen.filter((each) => each !== value))}
        >
          {offers.find((offer) => offer.value === value)?.label ?? value}
          <span aria-hidden> ×</span>
        </button>
      ))}
      <input
        id={id}
        role="combobox"
        aria-expanded={search.open}
        aria-controls={listId}
        aria-label={id ? undefined : label}
        placeholder={chosen.length > 0 ? '' : label}
        value={search.query}
        onFocus={() => search.type(search.query)}
        onChange={(event) => search.type(event.target.value)}
        onKeyDown={onKey}
      />
      {search.open && search.shown.length > 0 && (
        <OfferList id={listId} offers={search.shown} at={search.at} choose={choose} />
      )}
    </div>
  );
}

/** What was typed, what fits it, and which of that is about to be chosen. */
function useSearch({ offers, chosen, onQuery }: Pick<Props, 'offers' | 'chosen' | 'onQuery'>) {
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const wanted = query.toLowerCase();
  const fits = ({ label, description = '' }: Offer) =>
    onQuery !== undefined || `${label} ${description}`.toLowerCase().includes(wanted);
  const shown = offers.filter((offer) => !chosen.includes(offer.value) && fits(offer)).slice(0, SHOWN);
  return {
    query,
    open,
    at,
    shown,
    close: () => setOpen(false),
    type(text: string) {
      setQuery(text);
      setAt(0);
      setOpen(true);
      onQuery?.(text);
    },
    move(step: number) {
      setOpen(true);
      setAt((at + step + shown.length) % Math.max(1, shown.length));
    },
    chosen(last: boolean) {
      setQuery('');
      setAt(0);
      setOpen(!last);
    },
  };
}

type ListProps = { id: string; offers: Offer[]; at: number; choose: (offer: Offer) => void };

const OfferList = ({ id, offers, at, choose }: ListProps) => (
  <div className="menu-list" role="listbox" id={id}>
    {offers.map((offer, index) => (
      <button
        key={offer.value}
        type="button"
        role="option"
        aria-selected={index === at}
        tabIndex={-1}
        onClick={() => choose(offer)}
      >
        {offer.label}
        {offer.description && <small> {offer.description}</small>}
      </button>
    ))}
  </div>
);
