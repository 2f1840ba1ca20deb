//! Dates in figures only: "2024-07-22", "22/07/2024", "22.7.2024", "7/22/2024".

use jiff::civil::Date;

/// The date that a token spells. Day before month, unless that is impossible.
pub(super) fn date(word: &str) -> Option<Date> {
    let word = word.split(['t', 'T']).next().unwrap_or(word);
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = word.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || second.len() > 2 {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 && third.len() <= 2 {
        return make(a, b, c);
    }
    if first.len() > 2 || third.len() != 4 {
        return None;
    }
    make(c, b, a).or_else(|| make(c, a, b))
}

fn make(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
