use super::*;

const CLASH: &str = "[[frame]]\nid = \"fray\"\nact = \"clash\"\nnouns = [\"fray\"]\n";

fn load(name: &str, text: &str) -> Result<FrameSet, String> {
    FrameSet::load(&[Source { name, text }]).map_err(|error| error.to_string())
}

fn error_of(family: &str) -> String {
    load("frames/mine.toml", family).unwrap_err()
}

#[test]
fn mistakes_are_named_with_file_and_line() {
    let twin = CLASH.replace("id = \"fray\"", "id = \"b\"");
    let cases = [
        (
            format!("{CLASH}{CLASH}"),
            "frames/mine.toml:6: frame 'fray' stands twice",
        ),
        (
            format!("{CLASH}{twin}"),
            "frames/mine.toml:8: 'fray' already triggers 'fray'",
        ),
        (
            format!("{CLASH}roles = {{ beside = \"agent\" }}"),
            "frames/mine.toml:2: unknown place of a role 'beside'",
        ),
        (
            format!("{CLASH}plover = \"ASSAULT magic\""),
            "frames/mine.toml:2: ASSAULT has no mode 'magic'",
        ),
        (
            format!("{CLASH}weight = 1.5"),
            "frames/mine.toml:2: the weight 1.5 is not from 0 to 1",
        ),
        (
            format!("{CLASH}not-before = [\"@mine\"]"),
            "frames/mine.toml:2: no list 'mine'",
        ),
        (
            "drop = [\"nothing\"]".to_owned(),
            "frames/mine.toml:1: no frame 'nothing' to drop",
        ),
    ];
    for (family, message) in cases {
        assert_eq!(error_of(&family), message);
    }
    let unknown = error_of(&CLASH.replace("clash", "dance"));
    assert!(unknown.starts_with("frames/mine.toml:3: unknown variant `dance`"));
}

#[test]
fn a_frame_is_added_replaced_by_its_id_or_dropped() {
    let shipped = FrameSet::load(&[]).unwrap();
    let first = &shipped.frames[0];
    let added = load("frames/mine.toml", CLASH).unwrap();
    assert_eq!(added.frames.len(), shipped.frames.len() + 1);

    // A built-in frame is copied with the names of its lists.
    let replacing = format!(
        "{}not-before = [\"@verbal\"]",
        CLASH.replace("id = \"fray\"", &format!("id = \"{}\"", first.id))
    );
    let replaced = load("frames/mine.toml", &replacing).unwrap();
    assert_eq!(replaced.frames.len(), shipped.frames.len());
    assert_eq!(replaced.frames[0].id, first.id);
    assert!(!replaced.frames[0].two_sided && first.two_sided);
    assert!(!replaced.frames[0].not_before.is_empty());

    let dropped = load("frames/mine.toml", &format!("drop = [\"{}\"]", first.id)).unwrap();
    assert_eq!(dropped.frames.len(), shipped.frames.len() - 1);
}

#[test]
fn a_rule_of_the_callers_decides_before_the_built_in_ones() {
    let row = "clash\t*\t*\t*\t-\tAttack\t-\tmine";
    let set = load("frames/decide-mine.tsv", row).unwrap();
    let any = super::super::PartySet::ANY;
    let decided = set
        .decisions
        .decide(&set.frames[0], any, any, &[], Default::default());
    assert_eq!(decided.unwrap().rule, "type/mine");
}

#[test]
fn a_file_that_is_no_table_is_refused() {
    let error = load("frames/notes.tsv", "x\ty").unwrap_err();
    assert!(error.starts_with("frames/notes.tsv:0: the name says no table"));
}
