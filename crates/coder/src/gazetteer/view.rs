//! Reading a gazetteer in place: the facts of a place, and the places of a name.

use super::format::{
    BUCKET, CHAIN, KEY, KEY_PLACE_BITS, KINDS, KeyRank, Layout, NO_POINT, PEOPLE, PLACE,
    PLACE_BITS, PlaceId, split_hash, u24_at, u32_at, u48,
};
use crate::analysis::PlaceKind;

/// The facts about one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceFacts<'a> {
    /// The headword.
    pub name: &'a str,
    pub(crate) kind: PlaceKind,
    /// ISO 3166-1 alpha-2; empty for regions and seas.
    pub country: &'a str,
    /// First-level unit; empty where not known.
    pub admin1: &'a str,
    /// Second-level unit; empty where not known.
    pub admin2: &'a str,
    /// WGS 84 latitude and longitude in degrees, to four decimals.
    pub point: Option<(f64, f64)>,
    /// 0 where not known.
    pub population: u32,
    /// Where the facts come from.
    pub source: SourceRef<'a>,
}

impl PlaceFacts<'_> {
    /// The kind, as sitrep's own tables of places write it; empty where not known.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            PlaceKind::Unknown => "",
            PlaceKind::Neighbourhood => "neighbourhood",
            PlaceKind::Facility => "facility",
            PlaceKind::Village => "village",
            PlaceKind::Town => "town",
            PlaceKind::City => "city",
            PlaceKind::Landform => "landform",
            PlaceKind::Admin3 => "adm3",
            PlaceKind::Admin2 => "adm2",
            PlaceKind::Admin1 => "adm1",
            PlaceKind::Country => "country",
            PlaceKind::Region => "region",
        }
    }
}

/// The id of a place where its facts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceRef<'a> {
    /// GeoNames id.
    GeoNames(u32),
    /// Who's On First id.
    WhosOnFirst(u32),
    /// Any other, as text.
    Other(&'a str),
}

/// The facts that decide between namesakes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Brief {
    pub(super) kind: PlaceKind,
    /// ISO 3166-1 alpha-2 in ASCII; zeros for regions and seas.
    pub(super) country: [u8; 2],
    /// Stands for the name of the unit: equal for equal names.
    pub(super) admin1: Option<u32>,
    /// As `admin1`.
    pub(super) admin2: Option<u32>,
    pub(super) point: Option<(f64, f64)>,
    pub(super) population: u32,
}

/// What the file keeps apart from a place's record because few places share or have it,
/// put together when the file is opened: a place is looked at without a search.
#[derive(Debug, Default)]
pub(super) struct Companions {
    /// Where the empty string stands, so that no text is read to see that a unit has none.
    no_name: Option<u32>,
    of_place: Vec<Companion>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Companion {
    /// Number of the chain of units.
    chain: u32,
    /// 0 where not known.
    population: u32,
}

impl Companions {
    /// Reads checked bytes; takes a few milliseconds.
    pub(super) fn read(layout: &Layout, bytes: &[u8]) -> Self {
        let [chains, places, peoples, .., strings] = layout.sections(bytes);
        let mut of_place = vec![Companion::default(); places.len() / PLACE];
        // A chain holds from its first place to the next chain's.
        for (number, chain) in (0..).zip(chains.chunks_exact(CHAIN)) {
            let next = (number as usize + 1) * CHAIN;
            let first = u32_at(chain, 12) as usize;
            let end = match chains.get(next..) {
                Some(next) if !next.is_empty() => u32_at(next, 12) as usize,
                _ => of_place.len(),
            };
            let places = of_place.get_mut(first..end.max(first));
            for companion in places.into_iter().flatten() {
                companion.chain = number;
            }
        }
        for people in peoples.chunks_exact(PEOPLE) {
            if let Some(companion) = of_place.get_mut(u32_at(people, 0) as usize) {
                companion.population = u32_at(people, 4);
            }
        }
        let names = chains
            .chunks_exact(CHAIN)
            .flat_map(|chain| [u32_at(chain, 4), u32_at(chain, 8)]);
        Self {
            no_name: names
                .into_iter()
                .find(|name| strings.get(*name as usize) == Some(&0)),
            of_place,
        }
    }

    fn of(&self, place: u32) -> Companion {
        self.of_place
            .get(place as usize)
            .copied()
            .unwrap_or_default()
    }
}

/// The sections of a gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    companions: &'a Companions,
    chains: &'a [u8],
    places: &'a [u8],
    buckets: &'a [u8],
    keys: &'a [u8],
    strings: &'a [u8],
    bucket_bits: u32,
}

impl<'a> View<'a> {
    /// The sections of checked bytes.
    pub(super) fn new(layout: &Layout, bytes: &'a [u8], companions: &'a Companions) -> Self {
        let [chains, places, _, buckets, keys, strings] = layout.sections(bytes);
        Self {
            companions,
            chains,
            places,
            buckets,
            keys,
            strings,
            bucket_bits: layout.bucket_bits,
        }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.places.len() / PLACE).unwrap_or(u32::MAX)
    }

    /// How many (name, place) pairs can be looked up.
    pub(crate) fn key_count(&self) -> usize {
        self.keys.len() / KEY
    }

    /// The facts of a place.
    pub(crate) fn facts(&self, PlaceId(place): PlaceId) -> PlaceFacts<'a> {
        let record = self
            .places
            .get(place as usize * PLACE..)
            .unwrap_or_default();
        let companion = self.companions.of(place);
        let chain = self.chain(companion);
        let tag = record.get(14).copied().unwrap_or(0);
        let source = u32_at(record, 10);
        let country = chain.get(..2).unwrap_or_default();
        PlaceFacts {
            name: self.string(u32_at(record, 0)),
            kind: kind_from(tag & 0x0f),
            country: if country == [0, 0] {
                ""
            } else {
                std::str::from_utf8(country).unwrap_or_default()
            },
            admin1: self.string(u32_at(chain, 4)),
            admin2: self.string(u32_at(chain, 8)),
            point: decode_point(u24_at(record, 4), u24_at(record, 7)),
            population: companion.population,
            source: match tag >> 4 {
                0 => SourceRef::GeoNames(source),
                1 => SourceRef::WhosOnFirst(source),
                _ => SourceRef::Other(self.string(source)),
            },
        }
    }

    /// Every place that has a key with this hash, closest rank and largest first.
    pub(crate) fn lookup(&self, hash: u64) -> impl Iterator<Item = (PlaceId, KeyRank)> + use<'a> {
        let (bucket, check) = split_hash(hash, self.bucket_bits);
        let first = u32_at(self.buckets, bucket * BUCKET) as usize;
        let end = u32_at(self.buckets, (bucket + 1) * BUCKET) as usize;
        let keys = self.keys.get(first * KEY..end * KEY).unwrap_or_default();
        let low = |bits: u32| (1_u64 << bits) - 1;
        keys.chunks_exact(KEY)
            .map(u48)
            .filter(move |key| key >> KEY_PLACE_BITS == u64::from(check))
            .map(move |key| {
                let place = u32::try_from(key & low(PLACE_BITS)).unwrap_or(u32::MAX);
                (
                    PlaceId(place),
                    KeyRank::from_bits((key & low(KEY_PLACE_BITS)) >> PLACE_BITS),
                )
            })
    }

    /// What decides between namesakes: no text is read.
    pub(super) fn brief(&self, PlaceId(place): PlaceId) -> Brief {
        let record = self
            .places
            .get(place as usize * PLACE..)
            .unwrap_or_default();
        let companion = self.companions.of(place);
        let chain = self.chain(companion);
        let unit = |at: usize| {
            let offset = u32_at(chain, at);
            // Strings stand once each, so equal units have equal offsets.
            let named = Some(offset) != self.companions.no_name;
            (named && (offset as usize) < self.strings.len()).then_some(offset)
        };
        Brief {
            kind: kind_from(record.get(14).copied().unwrap_or(0) & 0x0f),
            country: [chain.first(), chain.get(1)].map(|byte| byte.copied().unwrap_or(0)),
            admin1: unit(4),
            admin2: unit(8),
            point: decode_point(u24_at(record, 4), u24_at(record, 7)),
            population: companion.population,
        }
    }

    fn chain(&self, companion: Companion) -> &'a [u8] {
        self.chains
            .get(companion.chain as usize * CHAIN..)
            .unwrap_or_default()
    }

    fn string(&self, offset: u32) -> &'a str {
        let text = self.strings.get(offset as usize..).and_then(|rest| {
            let (length, rest) = rest.split_first()?;
            std::str::from_utf8(rest.get(..usize::from(*length))?).ok()
        });
        text.unwrap_or_default()
    }
}

fn kind_from(number: u8) -> PlaceKind {
    KINDS.get(usize::from(number)).copied().unwrap_or_default()
}

fn decode_point(lat: u32, lon: u32) -> Option<(f64, f64)> {
    let round = |degrees: f64| (degrees * 1e4).round() / 1e4;
    (lat != NO_POINT).then(|| {
        (
            round(f64::from(lat) / 90_000.0 - 90.0),
            round(f64::from(lon) / 45_000.0 - 180.0),
        )
    })
}
