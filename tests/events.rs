//! Events as the store keeps them: the body of one comes back byte for byte.

use tingsu::domain::cadence::Every;
use tingsu::domain::code::Medium;
use tingsu::domain::event::{Event, EventKind};

fn read(json: &str) -> Result<Event, serde_json::Error> {
    serde_json::from_str(json)
}

#[test]
fn an_event_comes_back_byte_for_byte() {
    let json = r#"{"at":"2026-11-03T09:12:00+08:00","by":"李敏","type":"promised","due":"2026-11-03T15:00:00+08:00","consent":true,"text":"下午三点前回复"}"#;
    assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
}

#[test]
fn unknown_keys_are_refused_by_name() {
    let error =
        read(r#"{"at":"2026-11-03T09:12","by":"李敏","type":"note","text":"x","colour":1}"#).unwrap_err();
    assert!(error.to_string().contains("colour"), "{error}");
    let error = read(
        r#"{"at":"2026-11-03T09:12","by":"李敏","type":"visit","form":"phone","outcome":"reached","x":1}"#,
    )
    .unwrap_err();
    assert!(error.to_string().contains('x'), "{error}");
    assert!(read(r#"{"by":"李敏","type":"note","text":"x"}"#).unwrap_err().to_string().contains("at"));
}

#[test]
fn only_what_reached_the_customer_is_told() {
    let notice = |medium, told| EventKind::Progress { medium, text: String::new(), told, is_final: false };
    assert!(notice(Medium::Phone, None).told());
    assert!(!notice(Medium::Phone, Some(false)).told());
    assert!(!notice(Medium::Notice, None).told());
    assert!(notice(Medium::Online, None).told());
}

#[test]
fn a_cadence_is_hours_none_or_the_usual_one() {
    for (written, every) in [("4", Every::Hours(4)), ("\"none\"", Every::None), ("\"usual\"", Every::Usual)] {
        assert_eq!(serde_json::from_str::<Every>(written).unwrap(), every);
        assert_eq!(serde_json::to_string(&every).unwrap(), written);
    }
    assert!(serde_json::from_str::<Every>("\"daily\"").is_err());
    assert!(serde_json::from_str::<Every>("0").is_err());
}
