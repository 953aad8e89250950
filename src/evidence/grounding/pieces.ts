// The pieces of a text: words, names of machines, numbers and marks, in their order.

export type Word = { kind: 'word'; text: string; lower: string; capital: boolean; start: number };
export type Mark = { kind: 'mark'; text: string; start: number };
export type Id = { kind: 'id'; text: string; lower: string; start: number };
export type Numeral = { kind: 'numeral'; text: string; unit: string; start: number };
export type Piece = Word | Mark | Id | Numeral;

/** A length before or after the time of speaking: `20 minutes ago`. Seconds; negative: in the past. */
export type SaidOffset = { seconds: number; text: string };
