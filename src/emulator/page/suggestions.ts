// The options an app gives for what was typed into an external menu.
import type { Option } from '@slack/types';
import { useRef, useState } from 'react';
import { useScope } from './block-scope.ts';
import { type Offer, offerOf } from './options.ts';

const PAUSE_MS = 150;

/** Options once offered stay known, so that what was chosen keeps its words. */
export function useSuggestions(key: string): { offers: Offer[]; ask(query: string): void } {
  const scope = useScope();
  const [offers, setOffers] = useState<Offer[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return {
    offers,
    ask(query) {
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        const answer = await scope.suggest(key, query);
        if (answer.ok) {
          setOffers((answer.result as Option[]).map((option) => offerOf(option)));
        }
      }, PAUSE_MS);
    },
  };
}
