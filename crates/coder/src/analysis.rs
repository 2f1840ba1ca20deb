//! One document under analysis: the working text and everything the stages find on it,
//! each as ranges of tokens. Prevents every stage from keeping text and offsets of its own.

use std::ops::Range;

use jiff::civil::Date;
use sitrep_contract::{FoundBy, GeoPrecision, Inter, MentionType, TimePrecision};
use smol_str::SmolStr;

use crate::text::{Chunk, Forms, Hints, Sentence, Token, WordNumber, WorkingText};

/// A half-open range of tokens.
pub(crate) type TokenRange = Range<u32>;

/// Index into [`Analysis::entities`].
pub(crate) type EntityIndex = u32;

/// Everything known about one document. Stages only append.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    /// Title and body in one string.
    pub(crate) text: WorkingText,
    /// All tokens, in order.
    pub(crate) tokens: Vec<Token>,
    /// The number of every token's word, by which its facts are found.
    pub(crate) words: Vec<WordNumber>,
    /// What may start at each token; read through [`Analysis::hints`].
    pub(crate) hints: Vec<Hints>,
    /// Lower-case form and lemma of every token; read through [`Analysis::lower`] and [`Analysis::lemma`].
    pub(crate) forms: Forms,
    /// All sentences, in order; they partition the tokens.
    pub(crate) sentences: Vec<Sentence>,
    /// Noun chunks and verb groups, by first token; they do not overlap.
    pub(crate) chunks: Vec<Chunk>,
    /// Token ranges inside quotation marks, marks excluded.
    pub(crate) quotes: Vec<TokenRange>,
    /// The dateline, where the article has one ("HASAKAH, Syria (North Press) –").
    pub(crate) dateline: Option<Dateline>,
    /// The day the article counts from: of publication, else of the dateline, else the one
    /// printed above the text, else the latest day told. `None` where nothing dates it.
    pub(crate) day: Option<Date>,
    /// The things named or described, once each.
    pub(crate) entities: Vec<Entity>,
    /// Spans that name or describe an entity or a weapon: by first token, longest first; they may nest.
    pub(crate) mentions: Vec<EntityMention>,
    /// Dates and periods, in order.
    pub(crate) dates: Vec<DateMention>,
    /// Numbers of people harmed, in order.
    pub(crate) casualties: Vec<Casualty>,
}

impl Analysis {
    /// Forgets the document, to read another one into the same memory.
    pub(crate) fn forget(&mut self) {
        let Self {
            text,
            tokens,
            words,
            hints,
            forms,
            sentences,
            chunks,
            quotes,
            dateline,
            day,
            entities,
            mentions,
            dates,
            casualties,
        } = self;
        text.forget();
        tokens.clear();
        words.clear();
        hints.clear();
        forms.forget();
        sentences.clear();
        chunks.clear();
        quotes.clear();
        (*dateline, *day) = (None, None);
        entities.clear();
        mentions.clear();
        dates.clear();
        casualties.clear();
    }
}

/// The parts of a dateline. Its tokens are not coded as text.
#[derive(Clone, Debug)]
pub(crate) struct Dateline {
    /// All of it, up to and including the dash or colon.
    pub(crate) tokens: TokenRange,
    /// The place words ("HASAKAH, Syria").
    pub(crate) place: TokenRange,
    /// The date, where one is given; the year may come from the publication date.
    pub(crate) date: Option<Date>,
}

/// A thing that the document names ("Hamzat Division") or describes ("gunmen"). Its texts are
/// the lexicon's or short: to copy one takes no memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity {
    /// "actor/…", "place/…" or "name/…"; `None` for things described but not named.
    pub(crate) id: Option<SmolStr>,
    /// The name to show.
    pub(crate) name: SmolStr,
    /// What its mentions are; `Unspecified` for a described agent, which is no mention
    /// in the output but can fill a role.
    pub(crate) kind: MentionType,
    /// What kind of actor it can be.
    pub(crate) class: ActorClass,
    /// ACLED's name at the article's date.
    pub(crate) acled_name: Option<SmolStr>,
    /// ACLED's class at home, at the article's date; abroad, state forces become external.
    pub(crate) inter: Inter,
    /// ISO 3166-1 alpha-2 of the home country.
    pub(crate) country: Option<SmolStr>,
    /// Id of the group it belongs to at the article's date.
    pub(crate) parent: Option<SmolStr>,
    /// Where it is, for places and facilities.
    pub(crate) place: Option<PlaceFix>,
    /// The class of weapon, e.g. "drone", for weapons (see `data/weapons.tsv`).
    pub(crate) weapon: Option<&'static str>,
}

/// What kind of actor an entity is: decides roles, ACLED names and inter codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum ActorClass {
    /// Cannot act (places, weapons, dates).
    #[default]
    None,
    /// A state's army, navy, air force.
    Military,
    /// Police, gendarmerie, prison guards.
    Police,
    /// Intelligence and security services, border guards.
    Security,
    /// A government, ministry, parliament, court or office-holder.
    Government,
    /// A named non-state armed group, or its members.
    ArmedGroup,
    /// Armed people of no named group ("gunmen", "militants", "fighters").
    Gunmen,
    /// Communal, clan, ethnic or religious militia, herders, vigilantes.
    IdentityMilitia,
    /// A gang, cartel or bandits.
    Criminal,
    /// Peaceful demonstrators, strikers.
    Protesters,
    /// Violent demonstrators, mobs.
    Rioters,
    /// Unarmed people, by whatever description; also journalists, aid workers, refugees.
    Civilians,
    /// A political party or movement.
    Party,
    /// An international or intergovernmental organisation.
    International,
    /// A peacekeeping or multinational force.
    Peacekeepers,
    /// Media outlets and news agencies.
    Media,
    /// Monitors and non-governmental organisations (SOHR, Amnesty).
    Monitor,
    /// Companies, universities, hospitals and other organisations.
    Organisation,
    /// A person who is none of the above.
    Person,
}

/// A gazetteer place as resolved for this document.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlaceFix {
    /// The kind of place.
    pub(crate) kind: PlaceKind,
    /// First-level unit.
    pub(crate) admin1: Option<SmolStr>,
    /// Second-level unit.
    pub(crate) admin2: Option<SmolStr>,
    /// ISO 3166-1 alpha-2.
    pub(crate) country: Option<SmolStr>,
    /// WGS 84 latitude and longitude in degrees; `None` where not known.
    pub(crate) point: Option<(f64, f64)>,
    /// How exactly the point stands for the place; the words around a mention can make it
    /// coarser, see `gazetteer::geo_precision`. `Unspecified` without a point.
    pub(crate) precision: GeoPrecision,
    /// Entity indexes of the places that the text says contain it, nearest first.
    pub(crate) within: Vec<EntityIndex>,
}

/// The kind of a place; decides geo precision and what contains what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PlaceKind {
    /// Named in the text, absent from the gazetteer.
    #[default]
    Unknown,
    /// A neighbourhood or city district.
    Neighbourhood,
    /// A building, base, crossing, road, camp, dam.
    Facility,
    /// Village.
    Village,
    /// Town.
    Town,
    /// City.
    City,
    /// Mountain, plain, river, valley, sea, border area.
    Landform,
    /// Third-level unit.
    Admin3,
    /// Second-level unit.
    Admin2,
    /// First-level unit.
    Admin1,
    /// Country.
    Country,
    /// Larger than a country ("Middle East").
    Region,
}

/// A span that names or describes an entity.
#[derive(Clone, Debug)]
pub(crate) struct EntityMention {
    /// All its tokens, without a leading article.
    pub(crate) tokens: TokenRange,
    /// The token that carries the meaning ("troops" in "Turkish troops").
    pub(crate) head: u32,
    /// What it is; differs from the entity's kind in "Turkish" (nationality, entity Turkey).
    pub(crate) kind: MentionType,
    /// The entity.
    pub(crate) entity: EntityIndex,
    /// How it was found.
    pub(crate) found_by: FoundBy,
    /// 0 to 1.
    pub(crate) confidence: f32,
    /// True when a longer mention of an actor contains it ("Turkish" in "Turkish-backed
    /// Hamzat Division"): it fills no role by itself.
    pub(crate) nested: bool,
}

/// A date or period in the text.
#[derive(Clone, Debug)]
pub(crate) struct DateMention {
    /// Its tokens, preposition included ("on July 22", "since 2019").
    pub(crate) tokens: TokenRange,
    /// First day; `None` when open or unresolved.
    pub(crate) start: Option<Date>,
    /// Last day, inclusive; `None` when open or unresolved.
    pub(crate) end: Option<Date>,
    /// How exact it is.
    pub(crate) precision: TimePrecision,
    /// How the act relates to it.
    pub(crate) relation: DateRelation,
}

/// How an act relates to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateRelation {
    /// On or within it.
    During,
    /// From it on ("since July 6").
    Since,
    /// Up to it ("until Friday").
    Until,
    /// Some time before it.
    Before,
    /// Some time after it.
    After,
    /// A habit ("every Friday", "daily").
    Recurring,
}

/// What was done to the people counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Harm {
    /// Dead.
    Killed,
    /// Wounded.
    Injured,
    /// Arrested or detained.
    Detained,
    /// Abducted or taken hostage.
    Abducted,
    /// Missing.
    Missing,
    /// Displaced, evacuated.
    Displaced,
}

/// A number of people harmed.
#[derive(Clone, Debug)]
pub(crate) struct Casualty {
    /// From number to head noun ("at least five civilians"), or the phrase that says none.
    pub(crate) tokens: TokenRange,
    /// The word that says what was done ("killed", "wounding", "dead", "toll").
    pub(crate) cue: u32,
    /// What was done.
    pub(crate) harm: Harm,
    /// Lowest number; 0 for "no casualties".
    pub(crate) low: u32,
    /// Number to use, by ACLED's rule for vague words.
    pub(crate) best: u32,
    /// Highest number; `None` when open-ended.
    pub(crate) high: Option<u32>,
    /// Index of the casualty that includes this one ("six killed, including two women").
    pub(crate) part_of: Option<u32>,
    /// True for a running total over more than this act ("bringing the toll to 45").
    pub(crate) cumulative: bool,
}
