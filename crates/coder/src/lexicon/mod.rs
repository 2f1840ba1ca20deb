//! The actor lexicon: aliases to actors with validity, parents, class and country.
