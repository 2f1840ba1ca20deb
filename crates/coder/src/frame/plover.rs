//! PLOVER's types and modes as the data files write them. Prevents a mode that the manual
//! does not know from reaching the tables.

use sitrep_contract::{Label as _, PloverType};

/// Reads "ASSAULT heavy-weapons"; "-" leaves the choice to the frame.
pub(super) fn parse_plover(text: &str) -> Result<(PloverType, Option<String>), String> {
    if text == "-" {
        return Ok((PloverType::Unspecified, None));
    }
    let (label, mode) = match text.split_once(' ') {
        Some((label, mode)) => (label, Some(mode)),
        None => (text, None),
    };
    let plover = PloverType::from_label(label).ok_or_else(|| format!("unknown type '{label}'"))?;
    if let Some(mode) = mode.filter(|mode| !modes(plover).contains(mode)) {
        return Err(format!("{label} has no mode '{mode}'"));
    }
    Ok((plover, mode.map(str::to_owned)))
}

/// The modes of PLOVER 2.0's manual.
fn modes(plover: PloverType) -> &'static [&'static str] {
    match plover {
        PloverType::Consult => &["visit", "third-party", "multilateral", "phone"],
        PloverType::Retreat => &[
            "withdraw",
            "release",
            "disarm",
            "ceasefire",
            "access",
            "resign",
        ],
        PloverType::Request | PloverType::Reject => &["assist", "change", "yield", "meet"],
        PloverType::Accuse => &["disapprove", "investigate", "allege"],
        PloverType::Threaten => &[
            "restrict",
            "arrest",
            "relations",
            "expel",
            "territory",
            "violence",
        ],
        PloverType::Sanction => &["convict", "expel", "withdraw", "discontinue"],
        PloverType::Protest => &[
            "demo",
            "riot",
            "strike",
            "hunger",
            "boycott",
            "obstruct",
            "vandalize",
        ],
        PloverType::Mobilize => &["troops", "weapons", "police", "militia"],
        PloverType::Coerce => &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
        PloverType::Assault => &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
        _ => &[],
    }
}
