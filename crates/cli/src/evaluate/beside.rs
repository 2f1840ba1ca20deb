//! The coder's events beside the gold's, for the trainer of the second opinion, and for the
//! evaluation, which asks opinions that have not seen the report in question.

use sitrep_coder::{
    Coder, Document,
    training::{Judged, OpinionWeights, observe_events},
};
use sitrep_contract::{Event, Label as _, SubEventType};

use super::align::align;
use super::gold::{GoldEvent, Report, Split};

/// What the rules alone find in the dev part, beside the gold; numbered by report.
pub(crate) fn beside_gold(coder: &mut Coder, reports: &[Report]) -> Vec<Judged> {
    let own = coder.set_opinion(OpinionWeights::default());
    let dev = reports.iter().filter(|report| report.split == Split::Dev);
    let examples = (0..)
        .zip(dev)
        .flat_map(|(number, report)| judged(coder, report, number))
        .collect();
    coder.set_opinion(own);
    examples
}

/// The events of a report beside the gold, compared as the evaluation does.
fn judged(coder: &Coder, report: &Report, document: u32) -> Vec<Judged> {
    let observed = observe_events(
        coder,
        &Document {
            article_id: "training",
            title: &report.title,
            body: &report.text,
            published: Some(report.published),
            outlet_country: None,
        },
    );
    let comparable = |event: &Event| report.names_plover() || event.sub_event_type != 0;
    let compared: Vec<&Event> = observed
        .iter()
        .map(|one| &one.event)
        .filter(|event| comparable(event))
        .collect();
    let pairs = align(&report.event, &compared);
    let mut position = 0..;
    let expected = |event: &Event| {
        let at = comparable(event).then(|| position.next())??;
        let pair = pairs.iter().find(|pair| pair.1 == at)?;
        report.event.get(pair.0)
    };
    let expected: Vec<Option<&GoldEvent>> = observed
        .iter()
        .map(|one| &one.event)
        .map(expected)
        .collect();
    observed
        .into_iter()
        .zip(expected)
        .map(|(observed, expected)| {
            let acled = observed.event.sub_event_type != 0;
            let status = observed.event.status().label();
            let news = matches!(status, "reported" | "claimed");
            Judged {
                document,
                relevant: (acled || expected.is_some()).then_some(expected.is_some()),
                kind: expected.map(|it| SubEventType::from_label(&it.r#type).unwrap_or_default()),
                right_status: expected.is_some_and(|it| it.status == status),
                counted: acled && (expected.is_some() || news),
                observed,
            }
        })
        .collect()
}
