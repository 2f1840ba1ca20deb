//! Quotations: the tokens between quotation marks. Words inside are somebody's, not the
//! report's.

use crate::analysis::TokenRange;

use crate::text::Sentence;
use crate::text::Token;

/// Tokens a quotation has at most; a longer one is a mark that was never closed.
const LIMIT: usize = 400;

/// Bytes of the longest mark.
const LONGEST_MARK: usize = '“'.len_utf8();

/// Finds quotations, marks excluded, in order and not nested. A quotation may run over
/// several sentences of one paragraph.
pub(in crate::text) fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Sentence],
) -> Vec<TokenRange> {
    let mut quotes: Vec<TokenRange> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut paragraph_end = 0;
    let mut sentence = 0;
    for (at, token) in tokens.iter().enumerate() {
        if at >= paragraph_end {
            let here = sentences.get(sentence).map(|sentence| sentence.paragraph);
            while let Some(next) = sentences.get(sentence)
                && Some(next.paragraph) == here
            {
                paragraph_end = next.tokens.end as usize;
                sentence += 1;
            }
            open = None;
        }
        // Longer words are no marks; all they do is make a quotation too long.
        let goes_on = open.is_none_or(|(from, _)| at - from <= LIMIT);
        if (token.end - token.start) as usize > LONGEST_MARK && goes_on {
            continue;
        }
        let word = &text[token.start as usize..token.end as usize];
        if let Some((from, close)) = open {
            if closes(word, close, tokens, at) || at - from > LIMIT {
                if at - from <= LIMIT && at > from {
                    quotes.push(from as u32..at as u32);
                }
                open = None;
            }
        } else if let Some(close) = opens(word, tokens, at) {
            open = Some((at + 1, close));
        }
    }
    quotes
}

/// The mark that closes a quotation opened by this one.
fn opens(word: &str, tokens: &[Token], at: usize) -> Option<char> {
    let tight = tokens.get(at + 1).is_some_and(|next| !next.space_before);
    let free = tokens[at].space_before || at == 0;
    match word {
        "“" | "„" => Some('”'),
        "«" => Some('»'),
        "\"" | "''" | "``" if tight || free => Some('"'),
        "‘" if tight => Some('’'),
        "'" | "’" if tight && free => Some('\''),
        _ => None,
    }
}

fn closes(word: &str, close: char, tokens: &[Token], at: usize) -> bool {
    match close {
        '”' => matches!(word, "”" | "“" | "\"" | "''"),
        '»' => word == "»",
        '"' => matches!(word, "\"" | "''" | "”"),
        _ => matches!(word, "'" | "’") && !tokens[at].space_before,
    }
}
