//! People and things that no lexicon names: described, possessed, meant by a pronoun. Prevents a side
//! from getting lost because the text does not call it by a name.

mod antecedent;
mod describe;
mod harm;
mod possession;
