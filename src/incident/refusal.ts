// The one error for "a person asked for what is not allowed".

/** Carries the sentence to show: what is wrong and what would work. `field` names the form field it belongs to, if any. */
export class Refusal extends Error {
  readonly field: string | undefined;

  constructor(sentence: string, field?: string) {
    super(sentence);
    this.name = 'Refusal';
    this.field = field;
  }
}
