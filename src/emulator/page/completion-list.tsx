// The list above the composer.
import type { Completion, Suggestion } from './completion.ts';

type Props = Completion & { at: number; id: string; choose: (suggestion: Suggestion) => void };

export function CompletionList({ suggestions, at, id, choose }: Props) {
  return (
    <div className="completion" role="listbox" id={id} aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        <button
          key={suggestion.insert}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          // Before the box loses the focus, and with it the list.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(suggestion);
          }}
        >
          <b>{suggestion.label}</b> <span className="quiet">{suggestion.detail}</span>
        </button>
      ))}
    </div>
  );
}
