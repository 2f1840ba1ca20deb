//! The language of an article: what the scraper declares, checked against the text.
//!
//! Prevents a site's default ("en" in every page's head) from passing for the language
//! of the text, and "Spanish", "es-MX" and "spa" from being three languages.

use sitrep_contract::Language;
use whatlang::Lang;

/// Letters below which no language is detected.
const FEWEST_LETTERS: usize = 40;
/// Bytes of text that detection reads: enough for trigrams, and the same time for all.
const SAMPLE_BYTES: usize = 4_096;
/// Confidence in a declared language that the text neither confirms nor refutes.
const DECLARED_ONLY: f32 = 0.5;

/// ISO 639-3 and 639-1 of whatlang's languages, those without a 639-1 code left out.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "no"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// Codes and names that are in use beside those of [`CODES`] and whatlang.
const ALIASES: &[(&str, &str)] = &[
    ("chinese", "zh"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("farsi", "fa"),
    ("fas", "fa"),
    ("per", "fa"),
    ("norwegian", "no"),
    ("nor", "no"),
    ("nb", "no"),
    ("nn", "no"),
    ("iw", "he"),
    ("in", "id"),
    ("fre", "fr"),
    ("ger", "de"),
    ("dut", "nl"),
    ("gre", "el"),
    ("rum", "ro"),
    ("cze", "cs"),
    ("slo", "sk"),
    ("mac", "mk"),
    ("bur", "my"),
    ("geo", "ka"),
    ("arm", "hy"),
    ("alb", "sq"),
    ("albanian", "sq"),
    ("kurdish", "ku"),
    ("somali", "so"),
    ("swahili", "sw"),
    ("pashto", "ps"),
    ("icelandic", "is"),
    ("malay", "ms"),
    ("galician", "gl"),
    ("bosnian", "bs"),
    ("mongolian", "mn"),
    ("slovene", "sl"),
    ("tagalog", "tl"),
    ("burmese", "my"),
    ("hausa", "ha"),
    ("tigrinya", "ti"),
    ("kazakh", "kk"),
    ("letzeburgesch", "lb"),
];

/// The language of a cleaned text, given what the scraper declared (code or name).
pub(crate) fn language(declared: Option<&str>, text: &str) -> Option<Language> {
    let declared = declared.and_then(code_of);
    let detected = detect(text);
    match (declared, detected) {
        (Some(code), Some((found, _))) if code == found => Some(Language {
            code,
            confidence: 1.0,
        }),
        // The declaration is often the site's, the text is the article's own.
        (_, Some((code, confidence))) => Some(Language { code, confidence }),
        (Some(code), None) => Some(Language {
            code,
            confidence: DECLARED_ONLY,
        }),
        (None, None) => None,
    }
}

/// The text's language, where it is clear.
fn detect(text: &str) -> Option<(String, f32)> {
    let sample = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    Some((
        short(info.lang().code()).to_owned(),
        info.confidence() as f32,
    ))
}

/// The code for a declared language: a BCP 47 tag, an ISO 639 code or an English name.
fn code_of(declared: &str) -> Option<String> {
    let name = declared.trim().to_ascii_lowercase();
    let alias = |name: &str| ALIASES.iter().find(|(alias, _)| *alias == name);
    if let Some((_, code)) = alias(&name) {
        return Some((*code).to_owned());
    }
    let by_name = |lang: &&Lang| lang.eng_name().eq_ignore_ascii_case(&name);
    if let Some(lang) = Lang::all().iter().find(by_name) {
        return Some(short(lang.code()).to_owned());
    }
    let primary = name.split(['-', '_']).next().unwrap_or_default();
    let is_code = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
    // "und" is BCP 47 for "not known".
    (is_code && primary != "und").then(|| {
        alias(primary)
            .map_or_else(|| short(primary), |(_, code)| code)
            .to_owned()
    })
}

/// ISO 639-1 for a 639-3 code, where there is one.
fn short(code: &str) -> &str {
    CODES
        .iter()
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "Two soldiers were killed and five others wounded when gunmen opened \
        fire on a checkpoint near the border on Monday evening, the defence ministry said.";
    const SPANISH: &str = "Dos soldados murieron y otros cinco resultaron heridos cuando hombres \
        armados abrieron fuego contra un puesto de control cerca de la frontera el lunes.";

    fn told(declared: Option<&str>, text: &str) -> Option<(String, f32)> {
        language(declared, text).map(|language| (language.code, language.confidence))
    }

    #[test]
    fn a_declaration_that_the_text_confirms_is_certain() {
        for declared in ["en", "en-GB", "en_US", "eng", "English"] {
            assert_eq!(
                told(Some(declared), ENGLISH),
                Some(("en".to_owned(), 1.0)),
                "{declared}"
            );
        }
    }

    #[test]
    fn clear_text_wins_over_a_declaration() {
        let (code, confidence) = told(Some("en"), SPANISH).expect("a language");
        assert_eq!(code, "es");
        assert!(confidence > 0.9);
        assert_eq!(
            told(None, SPANISH).map(|(code, _)| code).as_deref(),
            Some("es")
        );
    }

    #[test]
    fn without_text_the_declaration_is_all_there_is() {
        assert_eq!(told(Some("Spanish"), "Hola"), Some(("es".to_owned(), 0.5)));
        assert_eq!(told(Some("Norwegian"), ""), Some(("no".to_owned(), 0.5)));
        assert_eq!(told(Some("ckb"), ""), Some(("ckb".to_owned(), 0.5)));
        for unknown in ["und", "", "a language"] {
            assert_eq!(told(Some(unknown), "Hola"), None, "{unknown}");
        }
        assert_eq!(told(None, "Hola"), None);
    }

    #[test]
    fn every_detectable_language_has_its_short_code() {
        let without: Vec<_> = Lang::all()
            .iter()
            .map(Lang::code)
            .filter(|code| short(code).len() == 3)
            .collect();
        assert_eq!(without, Vec::<&str>::new());
    }
}
