//! The canonical address of an article: the same article, however it was reached, has
//! one address, and with it one id.
//!
//! Prevents duplicates through newsletters, social media and AMP caches. An address
//! that is canonical already is not changed. The rules are in `docs/input-shapes.md`.

use url::Url;

/// Query parameters that say how a reader came, by exact name.
const TRACKERS: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "oly_enc_id",
    "oly_anon_id",
    "s_cid",
    "cmpid",
    "smid",
    "smtyp",
    "ref_src",
    "_ga",
    "_gl",
    "__twitter_impression",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "ocid",
    "ncid",
    "xtor",
    "wt_mc",
    "wt.mc_id",
    "ns_mchannel",
    "ns_source",
    "ns_campaign",
    "ns_linkname",
    "at_medium",
    "at_campaign",
    "traffic_source",
];
/// The same, by the beginning of the name.
const TRACKER_PREFIXES: &[&str] = &["utm_", "mtm_", "pk_", "hsa_", "at_custom"];

/// Reads an absolute http or https address; `//host/path` counts as https.
pub(crate) fn parse(address: &str) -> Option<Url> {
    let address = address.trim();
    let url = if address.starts_with("//") {
        Url::parse(&format!("https:{address}"))
    } else {
        Url::parse(address)
    };
    url.ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The canonical form of an address.
pub(crate) fn canonical(url: &Url) -> Url {
    let mut current = url.clone();
    loop {
        let mut next = unwrapped(&current).unwrap_or_else(|| current.clone());
        strip(&mut next);
        // Every change makes the address shorter, so this ends.
        if next == current {
            return next;
        }
        current = next;
    }
}

/// Whether two addresses are of one outlet: one host is the other or a part of it.
/// Needs no list of public suffixes, since no outlet's host is a bare suffix.
pub(crate) fn same_outlet(one: &Url, other: &Url) -> bool {
    let (Some(one), Some(other)) = (outlet_host(one), outlet_host(other)) else {
        return false;
    };
    let within = |inner: &str, outer: &str| {
        inner
            .strip_suffix(outer)
            .is_some_and(|front| front.ends_with('.'))
    };
    one == other || within(&one, &other) || within(&other, &one)
}

/// The host without the labels that stand for a variant of the same site.
pub(crate) fn outlet_host(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_end_matches('.');
    Some(without_label(host, &["www", "amp", "m", "mobile"]).to_owned())
}

/// `host` without a first label in `labels`, unless that leaves less than a domain.
fn without_label<'a>(host: &'a str, labels: &[&str]) -> &'a str {
    match host.split_once('.') {
        Some((label, rest)) if labels.contains(&label) && rest.contains('.') => rest,
        _ => host,
    }
}

/// The publisher's address inside an address of an AMP viewer or cache.
fn unwrapped(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let inner = if without_label(host, &["www"]).starts_with("google.") {
        url.path().strip_prefix("/amp/")?
    } else if host == "cdn.ampproject.org" || host.ends_with(".cdn.ampproject.org") {
        // One letter for the kind of content: c(ontent), v(iewer), i(mage).
        url.path().get(3..)?
    } else {
        return None;
    };
    let (scheme, inner) = match inner.strip_prefix("s/") {
        Some(inner) => ("https", inner),
        None => ("http", inner),
    };
    let mut publisher = Url::parse(&format!("{scheme}://{inner}")).ok()?;
    publisher.set_query(url.query());
    publisher.host_str()?.contains('.').then_some(publisher)
}

fn strip(url: &mut Url) {
    url.set_fragment(None);
    // These fail only for addresses without a host, which http does not have.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if let Some(host) = url.host_str() {
        let bare = without_label(host.trim_end_matches('.'), &["amp"]).to_owned();
        if bare != host && !bare.is_empty() {
            let _ = url.set_host(Some(&bare));
        }
    }
    let path = strip_path(url.path()).to_owned();
    if path != url.path() {
        url.set_path(&path);
    }
    let query = url.query().and_then(strip_query);
    if query.as_deref() != url.query() {
        url.set_query(query.as_deref());
    }
}

/// The path without AMP endings and closing slashes; the root stays.
fn strip_path(path: &str) -> &str {
    let mut path = path;
    loop {
        let shorter = path
            .trim_end_matches('/')
            .trim_end_matches("/amp")
            .trim_end_matches("/amp.html")
            .trim_end_matches(".amp");
        if shorter == path || shorter.is_empty() {
            return if shorter.is_empty() { "/" } else { shorter };
        }
        path = shorter;
    }
}

/// The query without trackers and AMP switches, in the order given; `None` when
/// nothing is left.
fn strip_query(query: &str) -> Option<String> {
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_noise(pair))
        .collect();
    (!kept.is_empty()).then(|| kept.join("&"))
}

fn is_noise(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = name.to_ascii_lowercase();
    name == "amp"
        || (matches!(name.as_str(), "output" | "outputtype") && value.eq_ignore_ascii_case("amp"))
        || TRACKERS.contains(&name.as_str())
        || TRACKER_PREFIXES
            .iter()
            .any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(address: &str) -> String {
        canonical(&parse(address).expect("an address")).to_string()
    }

    #[test]
    fn trackers_fragments_ports_and_credentials_go() {
        assert_eq!(
            form("HTTPS://me:pw@News.Example.org:443/a/?utm_source=x&id=7&FBCLID=1&page=2#top"),
            "https://news.example.org/a?id=7&page=2"
        );
        assert_eq!(form("http://example.org:80"), "http://example.org/");
        assert_eq!(
            form("http://example.org:8080/?utm_id=1"),
            "http://example.org:8080/"
        );
    }

    #[test]
    fn amp_forms_lead_to_the_article() {
        let article = "https://example.org/news/a";
        for amp in [
            "https://amp.example.org/news/a",
            "https://example.org/news/a/amp/",
            "https://example.org/news/a.amp",
            "https://example.org/news/a?amp=1",
            "https://example.org/news/a?outputType=amp",
            "https://www.google.com/amp/s/example.org/news/a/amp",
            "https://cdn.ampproject.org/c/s/example.org/news/a?amp",
            "https://example-org.cdn.ampproject.org/v/s/amp.example.org/news/a",
        ] {
            assert_eq!(form(amp), article, "{amp}");
        }
        assert_eq!(form("https://example.org/camp"), "https://example.org/camp");
        assert_eq!(form("https://amp.dev/x"), "https://amp.dev/x");
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        for address in [
            "javascript:alert(1)",
            "/news/a",
            "ftp://example.org/a",
            "example.org",
            "",
            "http://",
        ] {
            assert!(parse(address).is_none(), "{address}");
        }
        assert_eq!(form("//example.org/a"), "https://example.org/a");
    }

    #[test]
    fn hosts_of_one_outlet_are_recognised() {
        let same = |one, other| same_outlet(&parse(one).unwrap(), &parse(other).unwrap());
        assert!(same(
            "https://www.example.co.uk/a",
            "https://example.co.uk/b"
        ));
        assert!(same(
            "https://m.example.org/a",
            "https://news.example.org/b"
        ));
        assert!(!same("https://one.co.uk/a", "https://two.co.uk/a"));
        assert!(!same("https://notexample.org/", "https://example.org/"));
    }

    proptest! {
        #[test]
        fn a_canonical_address_is_its_own_canonical_address(
            host in "(www\\.)?(amp\\.){0,2}[a-z]{1,5}\\.(org|google\\.com|cdn\\.ampproject\\.org)\\.?",
            path in "(/|/amp|/s/|/c/|\\.amp|/amp\\.html|[a-zA-Z%é ]{0,4}){0,6}",
            query in "(\\?(&|amp|=|1|utm_x|id|;|\\[|'|é){0,8})?(#a)?",
        ) {
            if let Some(url) = parse(&format!("https://{host}/{path}{query}")) {
                let once = canonical(&url);
                prop_assert_eq!(canonical(&once), once.clone());
                prop_assert_eq!(canonical(&parse(once.as_str()).unwrap()), once);
            }
        }

        #[test]
        fn any_text_is_an_address_or_not(text in "\\PC*") {
            parse(&text).map(|url| canonical(&url));
        }
    }
}
