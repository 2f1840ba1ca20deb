//! Who published an article, and the headline without the outlet's name in it.
//!
//! Prevents "www.example.org", "Example" and "m.example.org" from being three outlets,
//! and a headline from changing when a site changes the suffix of its page titles.

use sitrep_contract::{CleaningCounts, Outlet};
use url::Url;

use crate::{canonical, clean};

/// The outlet, from what the record names and the article's address.
pub(crate) fn outlet(
    name: Option<&str>,
    domain: Option<&str>,
    address: Option<&Url>,
    counts: &mut CleaningCounts,
) -> Option<Outlet> {
    let name = name
        .map(|name| clean::line(name, counts))
        .filter(|name| !name.is_empty());
    let domain = address
        .and_then(canonical::outlet_host)
        .or_else(|| domain.and_then(host));
    // Some scrapers give the host for the name.
    let name = name.filter(|name| host(name).is_none() || name.contains(' '));
    (name.is_some() || domain.is_some()).then_some(Outlet { name, domain })
}

/// The host of an address, or of what is a host already.
fn host(text: &str) -> Option<String> {
    let url =
        canonical::parse(text).or_else(|| canonical::parse(&format!("https://{}", text.trim())))?;
    canonical::outlet_host(&url).filter(|host| host.contains('.'))
}

/// The headline without the outlet's name at its end or start ("… | Example News").
pub(crate) fn headline(title: &str, outlet: Option<&Outlet>) -> String {
    let mut headline = title;
    let Some(outlet) = outlet else {
        return headline.to_owned();
    };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " • "] {
        if let Some((front, end)) = headline.rsplit_once(separator)
            && names(outlet, end)
        {
            headline = front.trim_end();
        }
        if let Some((start, back)) = headline.split_once(separator)
            && names(outlet, start)
        {
            headline = back.trim_start();
        }
    }
    headline.to_owned()
}

/// Whether a part of a title is the outlet's name or host.
fn names(outlet: &Outlet, part: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let part = bare(part);
    let is_part =
        |known: &Option<String>| known.as_deref().is_some_and(|known| bare(known) == part);
    !part.is_empty() && (is_part(&outlet.name) || is_part(&outlet.domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: Option<&str>, domain: Option<&str>, address: Option<&str>) -> Option<Outlet> {
        let address = address.and_then(canonical::parse);
        outlet(
            name,
            domain,
            address.as_ref(),
            &mut CleaningCounts::default(),
        )
    }

    fn known(name: Option<&str>, domain: Option<&str>) -> Option<Outlet> {
        Some(Outlet {
            name: name.map(str::to_owned),
            domain: domain.map(str::to_owned),
        })
    }

    #[test]
    fn the_address_tells_the_domain_and_a_host_is_no_name() {
        let address = Some("https://www.Example.org/a");
        assert_eq!(
            of(Some(" Example\nNews "), None, address),
            known(Some("Example News"), Some("example.org"))
        );
        assert_eq!(
            of(Some("example.org"), None, address),
            known(None, Some("example.org"))
        );
        assert_eq!(
            of(None, Some("m.example.org"), None),
            known(None, Some("example.org"))
        );
        assert_eq!(
            of(None, Some("https://example.org/about"), None),
            known(None, Some("example.org"))
        );
        assert_eq!(of(Some("SANA"), None, None), known(Some("SANA"), None));
        assert_eq!(of(None, Some("not a host"), None), None);
    }

    #[test]
    fn the_outlets_name_leaves_the_headline_and_nothing_else_does() {
        let outlet = known(Some("Example News"), Some("example.org"));
        let bare = |title| headline(title, outlet.as_ref());
        assert_eq!(
            bare("Clashes near Idlib | Example News"),
            "Clashes near Idlib"
        );
        assert_eq!(
            bare("EXAMPLE NEWS - Clashes near Idlib"),
            "Clashes near Idlib"
        );
        assert_eq!(
            bare("Clashes - 5 killed – example.org"),
            "Clashes - 5 killed"
        );
        assert_eq!(bare("Clashes - 5 killed"), "Clashes - 5 killed");
        assert_eq!(bare("Example News"), "Example News");
    }
}
