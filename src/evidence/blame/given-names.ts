// Common given names, so that a name is known for one in a review that lists no participants. No English word and no product is among them.

export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `Aaron Abigail Adam Adrian Ahmed Aisha Alan Alejandro Alex Alexander Alexandra Alice Alicia Alison Amanda Amelia Amit Amy Ana
  Andre Andrea Andrew Andy Angela Anita Anjali Anna Anne Anthony Antonio Anya Arjun Arthur Ashley Astrid Barbara Beatriz Ben
  Benjamin Bernd Beth Bjorn Brandon Brenda Brian Bruno Carla Carlos Carmen Caroline Catherine Charles Charlotte Cheng Chidi Chloe
  Chris Christian Christina Christopher Claire Clara Craig Cristina Cynthia Daniel Daniela Danielle David Deborah Deepak Denise
  Dennis Diana Diego Dmitri Dmitry Dominik Donald Dorothy Eduardo Edward Elena Eli Elizabeth Ella Emily Emma Eric Erik Erika Esther
  Ethan Eva Evan Evelyn Fatima Felipe Fernando Fiona Florian Francesca Francisco Frank Fred Frederic Gabriel Gary George Giulia
  Greg Gregory Guillaume Gustavo Hannah Hans Harry Hassan Heather Helen Henry Hiroshi Howard Ian Igor Ingrid Irene Isabel Isabella
  Ivan Jacob Jake James Jan Jane Janet Jason Javier Jeff Jeffrey Jennifer Jens Jeremy Jerome Jessica Jim Joan Joanna Joao Joe John
  Jonas Jonathan Jorge Jose Joseph Joshua Juan Julia Julian Julie Justin Karen Karl Katherine Kathleen Katie Keith Kelly Ken Kenji
  Kenneth Kevin Klaus Kumar Larry Lars Laura Lauren Lena Leo Leon Linda Lisa Lucas Lucia Luis Luke Magnus Malik Marco Marcus Maria
  Marie Mario Marta Martin Martina Mary Mateusz Matt Matthew Matthias Maya Megan Mei Melissa Michael Michelle Miguel Mike Mikhail
  Mohamed Mohammed Monica Nadia Nancy Natalia Natalie Natasha Nathan Neha Nicholas Nicolas Nicole Nikhil Nina Noah Olga Oliver
  Olivia Omar Oscar Pablo Pamela Patricia Patrick Paul Paula Pedro Peter Philip Pierre Piotr Priya Rachel Rafael Rahul Raj Rajesh
  Raymond Rebecca Ricardo Richard Robert Roberto Roger Ronald Ryan Sam Samantha Samuel Sandeep Sandra Sanjay Sara Sarah Scott Sean
  Sebastian Sergei Sergey Sergio Sharon Shreya Silvia Simon Sofia Sonia Sophia Stefan Stephanie Stephen Steve Steven Sunita Susan
  Sven Takashi Tamara Tatiana Teresa Thomas Tim Timothy Tom Tomas Tony Tracy Ulrich Valentina Vanessa Victor Victoria Vijay Vikram
  Vincent Virginia Vladimir Walter Wei William Xavier Yasmin Yuki Yusuf Yvonne Zach Zachary Zoe`
    .trim()
    .split(/\s+/),
);

/** Names that are words as well: at the beginning of a sentence they are taken for the word. */
export const ALSO_WORDS: ReadonlySet<string> = new Set(
  'Will Mark May April June Rose Grace Art Bill Drew Rob Pat Jack Chase Hunter Dean Faith Hope Joy Dev Summer Sky Max Ray Sue Bob Guy Page Nick Gene Miles Grant'.split(
    ' ',
  ),
);
